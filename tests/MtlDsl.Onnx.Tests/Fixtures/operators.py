"""What PyTorch says that every layer of an exported graph gives.

  operators.py expect            prints the answers as JSON (operators.json is this output)
  operators.py check FOLDER      holds every .onnx file of a folder against ONNX's checker and its strict shape inference

Inputs and weights are not stored: both sides compute them from their name and index (see `values`; the C# side is Synthetic.cs).
Cases are named as in OperatorCases.cs.
"""
import json
import math
import pathlib
import sys

import torch
import torch.nn.functional as F


def values(name, *shape):
    """Numbers between -1 and 1 that look random; variances between 0.5 and 1.5; zeros for the convolution "zero"."""
    seed = sum(name.encode())
    count = math.prod(shape)
    numbers = [((i * 7919 + seed * 104729) % 2001) / 1000 - 1 for i in range(count)]
    if name.startswith("zero"):
        numbers = [0] * count
    if name.endswith("running_var"):
        numbers = [abs(n) + 0.5 for n in numbers]
    return torch.tensor(numbers, dtype=torch.float32).reshape(shape)


def image(channels, height, width):
    return values("x", 2, channels, height, width)


def conv(x, name, shape, bias=False, norm=None, epsilon=1e-5, **options):
    y = F.conv2d(x, values(f"{name}.weight", *shape), values(f"{name}.bias", shape[0]) if bias else None, **options)
    return y if norm is None else batch_norm(y, norm, epsilon)


def batch_norm(x, name, epsilon=1e-5):
    part = lambda suffix: values(f"{name}.{suffix}", x.shape[1])
    return F.batch_norm(x, part("running_mean"), part("running_var"), part("weight"), part("bias"), False, 0, epsilon)


def transposed(x, shape, biases=0, **options):
    return F.conv_transpose2d(x, values("t.weight", *shape), values("t.bias", biases) if biases else None, **options)


def resize(x, *size):
    return F.interpolate(x, size=size, mode="bilinear", align_corners=False)


def rows(x, width):
    return x.permute(0, 2, 3, 1).reshape(x.shape[0], -1, width)


CASES = {
    "conv": lambda: conv(image(3, 7, 6), "c", (4, 3, 3, 3), padding=1),
    "conv bias stride": lambda: conv(image(3, 9, 8), "c", (5, 3, 3, 3), bias=True, stride=2),
    "conv kernel 1": lambda: conv(image(6, 3, 5), "c", (2, 6, 1, 1), bias=True),
    "conv kernel 1x3": lambda: conv(image(2, 5, 6), "c", (3, 2, 1, 3)),
    "conv dilation": lambda: conv(image(2, 9, 9), "c", (3, 2, 3, 3), padding=2, dilation=2),
    "conv groups": lambda: conv(image(4, 5, 5), "c", (6, 2, 3, 3), groups=2, padding=1),
    "conv depthwise": lambda: conv(image(4, 6, 6), "c", (4, 1, 3, 3), groups=4, padding=1, stride=2),
    "conv norm": lambda: conv(image(3, 5, 5), "c", (4, 3, 3, 3), norm="n", padding=1),
    "conv bias norm": lambda: conv(image(3, 5, 5), "c", (4, 3, 3, 3), bias=True, norm="n", epsilon=1e-3),
    "conv depthwise norm": lambda: conv(image(4, 5, 5), "c", (4, 1, 3, 3), norm="n", groups=4, padding=1),
    "conv transpose": lambda: transposed(image(3, 4, 5), (3, 1, 4, 4), stride=2, padding=1, groups=3),
    "conv transpose cut": lambda: transposed(image(4, 3, 4), (4, 3, 5, 5), 6, stride=3, padding=1, groups=2)[:, :, :7, :10],
    "conv transpose kernel 3": lambda: transposed(image(2, 3, 4), (2, 3, 3, 3), stride=2, padding=1, output_padding=1),
    "linear": lambda: F.linear(image(6, 3, 2).mean((2, 3)), values("l.weight", 4, 6), values("l.bias", 4)),
    "linear twice": lambda: F.linear(F.linear(image(5, 1, 1).flatten(1), values("l.weight", 4, 5)), values("m.weight", 3, 4), values("m.bias", 3)),
    "unit length": lambda: F.normalize(F.linear(image(6, 1, 1).flatten(1), values("l.weight", 4, 6))),
    "batch norm": lambda: batch_norm(image(5, 3, 4), "n"),
    "batch norm epsilon": lambda: batch_norm(image(5, 3, 4), "n", 1e-2),
    "relu": lambda: F.relu(image(2, 4, 4)),
    "relu6": lambda: F.relu6(conv(image(8, 6, 6), "c", (4, 8, 5, 5), bias=True)),
    "sigmoid": lambda: torch.sigmoid(image(2, 4, 4)),
    "hard swish": lambda: F.hardswish(conv(image(8, 6, 6), "c", (4, 8, 5, 5))),
    "silu": lambda: F.silu(image(2, 4, 4)),
    "add": lambda: image(2, 4, 4) + F.relu(image(2, 4, 4)),
    "max pool": lambda: F.max_pool2d(image(2, 9, 8), 3, 2, 1),
    "max pool no padding": lambda: F.max_pool2d(image(2, 9, 8), 2, 2),
    "max pool ceil": lambda: F.max_pool2d(image(2, 9, 8), 3, 2, ceil_mode=True),
    "max pool ceil stride 3": lambda: F.max_pool2d(image(2, 9, 10), 2, 3, 1, ceil_mode=True),
    "max pool ceil padding": lambda: F.max_pool2d(image(2, 10, 11), 3, 2, 1, ceil_mode=True),
    "adaptive pool that divides": lambda: F.adaptive_avg_pool2d(image(3, 6, 9), (2, 3)),
    "adaptive pool": lambda: F.adaptive_avg_pool2d(image(3, 7, 5), (3, 2)),
    "adaptive pool that enlarges": lambda: F.adaptive_avg_pool2d(image(2, 3, 4), (5, 4)),
    "group norm": lambda: F.group_norm(image(6, 4, 3), 3, values("n.weight", 6), values("n.bias", 6)),
    "group norm epsilon": lambda: F.group_norm(image(4, 3, 3), 1, values("n.weight", 4), values("n.bias", 4), 0.1),
    "hard sigmoid": lambda: F.hardsigmoid(conv(image(8, 6, 6), "c", (4, 8, 5, 5))),
    "multiply": lambda: image(3, 4, 2) * torch.sigmoid(image(3, 4, 2)),
    "multiply by a cell": lambda: image(3, 4, 2) * image(3, 4, 2).mean((2, 3), keepdim=True),
    "operator": lambda: F.leaky_relu(image(3, 4, 2), 0.25) * values("k", 3).reshape(3, 1, 1),
    "average pool": lambda: F.avg_pool2d(image(2, 9, 8), 3, 2, 1),
    "average pool no padding": lambda: F.avg_pool2d(image(2, 7, 7), 3, 1),
    "global average pool": lambda: image(3, 5, 7).mean((2, 3), keepdim=True),
    "resize 10 to 19 to 300": lambda: resize(resize(image(1, 10, 4), 19, 7), 300, 5),
    "resize down": lambda: resize(image(2, 19, 10), 7, 3),
    "resize to 1": lambda: resize(image(2, 10, 8), 1, 1),
    "resize from 1": lambda: resize(image(2, 1, 1), 3, 5),
    "l2 norm": lambda: F.normalize(image(6, 3, 4), dim=1) * values("scale", 6).reshape(1, 6, 1, 1),
    "l2 norm of zeros": lambda: F.normalize(conv(image(3, 2, 2), "zero", (6, 3, 1, 1)), dim=1) * values("scale", 6).reshape(1, 6, 1, 1),
    "rows": lambda: rows(image(12, 3, 2), 4),
    "concat rows": lambda: torch.cat([rows(image(8, 3, 2), 4), rows(F.max_pool2d(image(8, 3, 2), 2, 1), 4)], 1),
    "concat maps": lambda: torch.cat([image(2, 3, 3), F.relu(image(2, 3, 3)), image(2, 3, 3)], 1),
}


def expect():
    rounded = lambda tensor: [float(f"{v:.7g}") for v in tensor.flatten().tolist()]
    answers = {name: {"shape": list(y.shape), "values": rounded(y)} for name, y in ((n, case()) for n, case in CASES.items())}
    print("{\n" + ",\n".join(f"{json.dumps(name)}: {json.dumps(answer, separators=(',', ':'))}" for name, answer in answers.items()) + "\n}")


def check(folder):
    import onnx

    files = sorted(pathlib.Path(folder).glob("*.onnx"))
    for file in files:
        model = onnx.load(str(file))
        try:
            onnx.checker.check_model(model, full_check=True)
            onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True)
        except Exception as error:  # the checker has several kinds
            print(f"{file.name}: {error}")
    print(f"{len(files)} checked")


if __name__ == "__main__":
    expect() if sys.argv[1] == "expect" else check(sys.argv[2])
