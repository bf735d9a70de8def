#!/usr/bin/python3
"""The ResNet-50 networks in plain PyTorch, against which the generated ones are held.

    networks.py fixture REFERENCE OUT.json    a few values of every output and gradient, with weights that follow from a formula
    networks.py live REFERENCE FOLDER         whole weights, outputs and gradients as .pth files
    networks.py check FILE.onnx ...           the ONNX checker, with full shape inference

REFERENCE is a file with a PyTorch module `Net(segmentation, detection)`: trunk.stem, trunk.res2 ... res5 of torchvision's ResNet-50,
segmentation.score_res5c and score_res4f, detection.res6, res7, norms, locations and confidences.
Needs python3-torch, python3-torchvision, python3-onnx.
"""
import importlib.util
import json
import re
import sys
from collections import OrderedDict

import numpy as np
import torch

NETWORKS = {"segmentation": (21, 0), "detection": (0, 21), "multitask": (21, 21)}
MAPS = ("res3d", "res4f", "res5c", "res6b", "res7b", "pool_last")


def noise(name, count):
    """Uniform numbers within [-1, 1) that follow from a name: splitmix64 over FNV-1a of the name."""
    seed = 14695981039346656037
    for byte in name.encode():
        seed = ((seed ^ byte) * 1099511628211) & 0xFFFFFFFFFFFFFFFF
    with np.errstate(over="ignore"):
        z = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return ((z >> np.uint64(40)).astype(np.float64) / 2**23 - 1).astype(np.float32)


def value(name, shape):
    """The formula's weight of that name; `name` is ours."""
    u = torch.from_numpy(noise(name, int(np.prod(shape)))).reshape(shape)
    if name.endswith("running_var"):
        return 1 + 0.5 * u.abs()
    if "norm_" in name:
        return 20 + u
    if len(shape) == 4:
        return u * float(np.float32(np.sqrt(3.0 / np.prod(shape[1:]))))
    return 1 + 0.1 * u if re.search(r"(bn\d|downsample\.1)\.weight$", name) else 0.1 * u


def our_name(name):
    """The generated network's name of a parameter of the reference."""
    name = re.sub(r"^trunk\.stem\.0\.", "trunk.conv1.", name)
    name = re.sub(r"^trunk\.stem\.1\.", "trunk.bn1.", name)
    name = re.sub(r"^trunk\.res(\d)\.", lambda m: f"trunk.layer{int(m[1]) - 1}.", name)
    name = re.sub(r"^detection\.res(\d)\.", r"detection.res\1b.", name)
    name = re.sub(r"^detection\.norms\.(\d)\.weight", lambda m: f"detection.norm_{MAPS[int(m[1])]}.weight", name)
    name = re.sub(r"^detection\.(location|confidence)s\.(\d)\.", lambda m: f"detection.{m[1]}_{MAPS[int(m[2])]}.", name)
    return name


def build(reference, network):
    spec = importlib.util.spec_from_file_location("reference", reference)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Net(*NETWORKS[network])


def run(net, type=torch.float32):
    """
    Outputs in eval mode, and gradients of a weighted sum of the outputs in training mode. In float32 the gradients depend on the processor: its
    rounding decides which way many a ReLU falls.
    """
    image = torch.from_numpy(noise("image", 3 * 300 * 300)).reshape(1, 3, 300, 300)
    batch = torch.from_numpy(noise("batch", 2 * 3 * 300 * 300)).reshape(2, 3, 300, 300)
    net.eval()
    with torch.no_grad():
        outputs = list(net(image))
    if len(outputs) >= 2:                                   # ours: confidences, then locations
        outputs[-2:] = outputs[-1], outputs[-2]
    net.train().to(type)
    trained = list(net(batch.to(type)))
    if len(trained) >= 2:
        trained[-2:] = trained[-1], trained[-2]
    loss = sum((o * torch.from_numpy(noise(f"loss{i}", o.numel())).reshape(o.shape).to(type)).mean() for i, o in enumerate(trained))
    loss.backward()
    return outputs, loss, {our_name(n): p.grad for n, p in net.named_parameters()}


def digest(tensor, samples):
    flat = tensor.detach().reshape(-1).double()
    step = max(1, flat.numel() // samples)
    values = [flat.abs().max(), flat.norm(), *flat[::step][:samples]]
    return [float(f"{v:.8g}") for v in values]              # largest, norm, every so many-th value


def main(command, *arguments):
    torch.set_num_threads(2)
    if command == "check":
        import onnx
        for path in arguments:
            model = onnx.load(path)
            onnx.checker.check_model(model, full_check=True)
            print(path, "opset", model.opset_import[0].version, [o.name for o in model.graph.output])
        return
    reference, target = arguments
    fixture = {}
    for network in NETWORKS:
        torch.manual_seed(1)
        net = build(reference, network)
        if command == "fixture":
            with torch.no_grad():
                for name, tensor in list(net.named_parameters()) + list(net.named_buffers()):
                    if not name.endswith("num_batches_tracked"):
                        tensor.copy_(value(our_name(name), tensor.shape))
            outputs, loss, gradients = run(net, torch.float64)
            fixture[network] = {"loss": float(loss), "outputs": [digest(o, 64) for o in outputs],
                                "gradients": {n: digest(g, 4) for n, g in gradients.items()}}
        else:
            weights = OrderedDict((our_name(n), t.clone()) for n, t in net.state_dict().items())
            outputs, _, gradients = run(net)
            torch.save(weights, f"{target}/{network}-weights.pth")
            torch.save(OrderedDict((f"output{i}", o) for i, o in enumerate(outputs)), f"{target}/{network}-outputs.pth")
            torch.save(OrderedDict(gradients), f"{target}/{network}-gradients.pth")
    if command == "fixture":
        with open(target, "w") as file:
            json.dump(fixture, file, separators=(",", ":"))


if __name__ == "__main__":
    main(*sys.argv[1:])
