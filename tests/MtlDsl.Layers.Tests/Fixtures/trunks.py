#!/usr/bin/python3
"""The trunks as torchvision has them, with random weights and statistics.

    trunks.py FOLDER    for each trunk its weights, named as in the generated network, and an image with the map of every stage, as .pth
                        files; counts.json: learnt values and multiply-adds of each

Needs python3-torch, python3-torchvision.
"""
import collections
import json
import sys

import torch
import torchvision
from torch import nn

from layers import basic, conv, randomize

SIZE = 64, 96


def resnet(name):
    def make():
        net = getattr(torchvision.models, name)()
        stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        return net, [stem, net.layer1, net.layer2, net.layer3, net.layer4]
    return make


def features(name, *ends):
    """Stages of a numbered sequence, each from where the last ended to before its own end."""
    def make():
        net = getattr(torchvision.models, name)()
        return net, [net.features[start:end] for start, end in zip((0, *ends), ends)]
    return make


def vgg16():
    """SSD's VGG-16: sizes rounded up, pool5 of stride 1, fc6 and fc7 as convolutions (torchvision.models.detection.ssd)."""
    net = torchvision.models.vgg16()
    for pool in (4, 9, 16, 23):
        net.features[pool].ceil_mode = True
    net.features[30] = nn.MaxPool2d(3, 1, 1)
    for name, layer in (("31", nn.Conv2d(512, 1024, 3, padding=6, dilation=6)), ("32", nn.ReLU()), ("33", nn.Conv2d(1024, 1024, 1)), ("34", nn.ReLU())):
        net.features.add_module(name, layer)
    ends = 4, 9, 16, 23, 30, 35
    return net, [net.features[start:end] for start, end in zip((0, *ends), ends)]


def small_resnet():
    net = nn.Module()
    net.stride4 = nn.Sequential(conv(3, 16, stride=2), basic(16, 32, 2))
    net.stride8 = nn.Sequential(basic(32, 64, 2), basic(64, 64))
    net.stride16 = nn.Sequential(basic(64, 128, 2), basic(128, 128))
    net.stride32 = nn.Sequential(basic(128, 128, 2))
    return net, list(net.children())


TRUNKS = {
    "ResNet18": resnet("resnet18"),
    "ResNet34": resnet("resnet34"),
    "ResNet50": resnet("resnet50"),
    "ResNet101": resnet("resnet101"),
    "Vgg16": vgg16,
    "SqueezeNet10": features("squeezenet1_0", 2, 6, 11, 13),
    "SqueezeNet11": features("squeezenet1_1", 2, 5, 8, 13),
    "MobileNetV2": features("mobilenet_v2", 2, 4, 7, 14, 19),
    "MobileNetV3Small": features("mobilenet_v3_small", 1, 2, 4, 9, 13),
    "SmallResNet": small_resnet,
}


def count(stages, image):
    """Learnt values, and the multiply-adds of convolutions."""
    total = 0

    def hook(layer, _, output):
        nonlocal total
        total += layer.weight.numel() * output.shape[2] * output.shape[3]

    handles = [m.register_forward_hook(hook) for s in stages for m in s.modules() if isinstance(m, nn.Conv2d)]
    maps = []
    with torch.no_grad():
        for stage in stages:
            image = stage(image)
            maps.append(image.clone())
    for handle in handles:
        handle.remove()
    return maps, {"parameters": sum(p.numel() for s in stages for p in s.parameters()), "multiply_adds": total}


if __name__ == "__main__":
    torch.set_num_threads(2)
    folder, counts = sys.argv[1], {}
    for name, make in TRUNKS.items():
        torch.manual_seed(1)
        net, stages = make()
        randomize(net)
        net.eval()
        image = torch.randn(1, 3, *SIZE)
        maps, counts[name] = count(stages, image)
        used = {id(t) for s in stages for t in (*s.parameters(), *s.buffers())}
        names = [n for n, t in (*net.named_parameters(), *net.named_buffers()) if id(t) in used]
        state = net.state_dict()
        torch.save(collections.OrderedDict((n, state[n].clone()) for n in names), f"{folder}/{name}.weights.pth")
        torch.save(collections.OrderedDict(image=image, **{f"map{i}": m for i, m in enumerate(maps)}), f"{folder}/{name}.maps.pth")
    with open(f"{folder}/counts.json", "w") as file:
        json.dump(counts, file)
