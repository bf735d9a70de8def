"""Prints how many nodes of each file a runtime has to start, and how many values they write for one image."""
import math
import sys

import onnx

# Rectifiers work in place; a reshape moves nothing; an output's name costs nothing.
FREE = {"Relu", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Identity"}

for path in sys.argv[1:]:
    graph = onnx.shape_inference.infer_shapes(onnx.load(path)).graph
    sizes = {value.name: math.prod(dim.dim_value for dim in value.type.tensor_type.shape.dim)
             for value in [*graph.value_info, *graph.output]}
    nodes = [node for node in graph.node if node.op_type not in FREE]
    print(len(nodes), sum(sizes[node.output[0]] for node in nodes), *sorted({node.op_type for node in nodes}))
