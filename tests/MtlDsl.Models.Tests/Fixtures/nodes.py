"""Holds .onnx files against ONNX's checker, with strict shape inference, and prints their graphs as JSON.

  nodes.py FILE ...
"""
import json
import sys

import onnx
from onnx import TensorProto, helper, numpy_helper


def port(value):
    tensor = value.type.tensor_type
    return {
        "name": value.name,
        "type": TensorProto.DataType.Name(tensor.elem_type),
        "shape": [d.dim_param or d.dim_value for d in tensor.shape.dim],
    }


def attribute(a):
    value = helper.get_attribute_value(a)
    return value.decode() if isinstance(value, bytes) else list(value) if hasattr(value, "__iter__") else value


def constant(tensor):
    values = numpy_helper.to_array(tensor)
    return {"type": TensorProto.DataType.Name(tensor.data_type), "largest": float(abs(values).max()) if values.size else 0}


def describe(file):
    model = onnx.load(file)
    onnx.checker.check_model(model, full_check=True)
    onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True)
    graph = model.graph
    made = [name for node in graph.node for name in node.output]
    read = {name for node in graph.node for name in node.input} | {o.name for o in graph.output}
    return {
        "opset": model.opset_import[0].version,
        "inputs": [port(i) for i in graph.input],
        "outputs": [port(o) for o in graph.output],
        "initializers": {t.name: constant(t) for t in graph.initializer},
        "unread": [name for name in made + [t.name for t in graph.initializer] if name not in read],
        "nodes": [
            {
                "name": n.name,
                "type": n.op_type,
                "domain": n.domain,
                "inputs": list(n.input),
                "attributes": {a.name: attribute(a) for a in n.attribute},
            }
            for n in graph.node
        ],
    }


print(json.dumps({file: describe(file) for file in sys.argv[1:]}))
