"""Prints a safetensors file of float32 tensors, read by the format's text alone: print_safetensors.py FILE"""
import json
import struct
import sys

with open(sys.argv[1], "rb") as file:
    content = file.read()
length, = struct.unpack_from("<Q", content)
assert length % 8 == 0
header, data = json.loads(content[8:8 + length].decode()), content[8 + length:]
print("metadata", header.pop("__metadata__", None))
end = 0
for name, entry in header.items():
    assert entry["dtype"] == "F32" and entry["data_offsets"][0] == end
    begin, end = entry["data_offsets"]
    values = list(struct.unpack(f"<{(end - begin) // 4}f", data[begin:end]))
    print(ascii(name)[1:-1], entry["shape"], values)
assert end == len(data)
