"""Makes the small checkpoint files that the tests read, with PyTorch and, for safetensors, by the format's text alone.

Run in this folder:  python3 make_checkpoints.py
"""
import json
import struct
from collections import OrderedDict

import torch
from torch import nn


class Evil:
    def __reduce__(self):
        import os
        return os.system, ("touch pickle-ran-code",)


def ramp(*shape, dtype=torch.float32):
    count = 1
    for side in shape:
        count *= side
    return (torch.arange(count) / 4 - 1).reshape(shape).to(dtype)


shared = ramp(3, 4)
state = OrderedDict(
    float=ramp(2, 3),
    half=ramp(5, dtype=torch.float16),
    bfloat=ramp(5, dtype=torch.bfloat16),
    double=ramp(2, 2, dtype=torch.float64),
    long=torch.tensor([-3, 0, 1 << 40]),
    byte=torch.tensor([0, 255], dtype=torch.uint8),
    bool=torch.tensor([True, False]),
    scalar=torch.tensor(7),
    empty=torch.zeros(0, 3),
    transposed=shared.t(),              # strides 1, 4
    part=shared[1:, 2:],                # offset 6, strides 4, 1
    parameter=nn.Parameter(ramp(3)),
)
torch.save(state, "state.pth")
torch.save({"epoch": 3, "state_dict": state, "note": "text", "rate": 0.5, "list": [1, (2, None)]}, "nested.pth")
torch.save(nn.Sequential(nn.Conv2d(2, 3, 1), nn.BatchNorm2d(3)).state_dict(), "module.pth")   # has attributes: BUILD

# What training loops save beside the weights, and what wrappers put before their names.
network = nn.Sequential(nn.Conv2d(2, 3, 1), nn.BatchNorm2d(3))
optimizer = torch.optim.SGD(network.parameters(), lr=0.1, momentum=0.9)
network(torch.ones(2, 2, 4, 4)).sum().backward()
optimizer.step()
torch.save({"model_state_dict": network.state_dict(), "loss": torch.tensor(1.)}, "beside-loss.pth")
torch.save({"epoch": torch.tensor(7), "optimizer": optimizer.state_dict(), "state_dict": nn.DataParallel(network).state_dict()}, "parallel.pth")
torch.save({"generator": network.state_dict(), "loss": torch.tensor(1.)}, "other-name.pth")
torch.save(OrderedDict(weight=ramp(2)), "legacy.pth", _use_new_zipfile_serialization=False)
torch.save({"weight": ramp(2), "evil": Evil()}, "evil.pth")
torch.save([1, 2], "list.pth")

tensors = [("float", "F32", [2, 2], struct.pack("<4f", 1, -2, 0.5, 1e-8)),
           ("half", "F16", [3], struct.pack("<3e", 1, -2, 0.5)),
           ("bfloat", "BF16", [2], bytes((0x80, 0x3F, 0x20, 0xC0))),          # 1, -2.5
           ("double", "F64", [1], struct.pack("<d", 0.1)),
           ("long", "I64", [], struct.pack("<q", -5)),
           ("int", "I32", [2], struct.pack("<2i", 1, -1)),
           ("byte", "U8", [3], bytes((0, 7, 255))),
           ("flag", "BOOL", [2], bytes((1, 0))),
           ("empty", "F32", [0, 4], b"")]
header, data = {"__metadata__": {"format": "pt", "Grösse": "größer"}}, b""
for name, dtype, shape, values in tensors:
    header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [len(data), len(data) + len(values)]}
    data += values
text = json.dumps(header).encode()
with open("mixed.safetensors", "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text + data)
