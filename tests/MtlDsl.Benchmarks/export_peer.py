#!/usr/bin/python3
"""PyTorch's own ONNX export of the ResNet-50 networks, and their weights under the generated networks' names.

    export_peer.py REFERENCE FOLDER    base.onnx, segmentation.onnx, detection.onnx, multitask.onnx and weights.pth; one set of weights
"""
import sys
from collections import OrderedDict

import torch

import networks


def main(reference, folder):
    torch.manual_seed(0)
    whole = networks.build(reference, "multitask")
    state = whole.state_dict()
    torch.save(OrderedDict((networks.our_name(name), tensor) for name, tensor in state.items()), f"{folder}/weights.pth")
    networks.NETWORKS["base"] = (0, 0)
    for name in ("base", "segmentation", "detection", "multitask"):
        net = networks.build(reference, name)
        net.load_state_dict({key: state[key] for key in net.state_dict()})
        torch.onnx.export(net.eval(), torch.randn(1, 3, 300, 300), f"{folder}/{name}.onnx", opset_version=13)


if __name__ == "__main__":
    main(*sys.argv[1:])
