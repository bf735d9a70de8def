"""Holds a converted network against the one in float32: python3 precision.py FLOAT32 CONVERTED. Prints how many constants it compared."""
import sys

import numpy
import onnx
from onnx import numpy_helper

exact, converted = (onnx.load(path) for path in sys.argv[1:3])
onnx.checker.check_model(converted, full_check=True)
wanted = {tensor.name: numpy_helper.to_array(tensor) for tensor in exact.graph.initializer}
found = {tensor.name: numpy_helper.to_array(tensor) for tensor in converted.graph.initializer}
makers = {output: node for node in converted.graph.node for output in node.output}
compared = 0

for name, values in found.items():
    base, _, kind = name.rpartition(".")
    if kind == "float16":
        numpy.testing.assert_array_equal(values, wanted[base].astype(numpy.float16), name)
        compared += 1

for node in converted.graph.node:
    if node.op_type not in ("Conv", "Gemm") or not node.input[1].endswith(".dequantized"):
        continue
    whole, scale, zero = (found[name] for name in makers[node.input[1]].input)
    weight = wanted[makers[node.input[1]].input[0].rpartition(".")[0]]
    assert whole.dtype == numpy.int8 and not zero.any()
    steps = scale.reshape([-1] + [1] * (weight.ndim - 1)) if scale.ndim else scale
    largest = abs(weight).reshape(len(weight), -1).max(axis=1) if scale.ndim else abs(weight).max()
    numpy.testing.assert_allclose(scale, largest / numpy.float32(127), rtol=1e-6)
    numpy.testing.assert_array_equal(whole, numpy.clip(numpy.rint(weight / steps), -127, 127), node.name)
    compared += 1
    bias = makers.get(node.input[2]) if len(node.input) > 2 else None
    if bias is not None:
        quantized, step, zero = (found[name] for name in bias.input)
        input_scale = found[makers[node.input[0]].input[1]]
        assert quantized.dtype == numpy.int32 and not zero.any()
        numpy.testing.assert_allclose(step, scale * input_scale, rtol=1e-6)
        numpy.testing.assert_allclose(quantized * step.astype(float), wanted[bias.input[0].rpartition(".")[0]], atol=0.5001 * step.max())
        compared += 1

print(compared)
