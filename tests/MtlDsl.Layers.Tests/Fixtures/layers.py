#!/usr/bin/python3
"""The declared networks of this project in plain PyTorch.

    layers.py FOLDER       weights, an image, the output, all gradients and the new statistics of each case, as .pth files
    layers.py check FOLDER the ONNX checker over a folder's .onnx files; prints how often each trunk has which operator

A case is named as the class of its network in Networks/*.cs, and its parameters as in the generated module. Blocks are torchvision's
own where it has them. Needs python3-torch, python3-torchvision, python3-onnx.
"""
import collections
import functools
import json
import pathlib
import sys

import torch
import torch.nn.functional as F
from torch import nn

HEIGHT, WIDTH = 32, 40


def conv(inputs, outputs, kernel=3, activation=nn.ReLU, norm=nn.BatchNorm2d, bias=None, padding=None, dilation=1, **options):
    """[Conv] and its defaults."""
    padding = dilation * (kernel - 1) // 2 if padding is None else padding
    layers = [nn.Conv2d(inputs, outputs, kernel, padding=padding, dilation=dilation, bias=norm is None if bias is None else bias, **options)]
    layers += [norm(outputs)] if norm else []
    layers += [activation()] if activation else []
    return nn.Sequential(*layers)


def basic(inputs, width, stride=1, activation=nn.ReLU, norm=nn.BatchNorm2d):
    from torchvision.models.resnet import BasicBlock
    project = nn.Sequential(nn.Conv2d(inputs, width, 1, stride, bias=False), norm(width)) if stride != 1 or inputs != width else None
    block = BasicBlock(inputs, width, stride, project, norm_layer=norm)
    block.relu = activation()
    return block


def bottleneck(inputs, width, outputs, stride=1, groups=1, on_reduction=False, norm=nn.BatchNorm2d):
    from torchvision.models.resnet import Bottleneck
    project = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), norm(outputs)) if stride != 1 or inputs != outputs else None
    block = Bottleneck(inputs, width, stride, project, norm_layer=norm)
    block.conv2 = nn.Conv2d(width, width, 3, stride, 1, groups=groups, bias=False)
    block.conv3, block.bn3 = nn.Conv2d(width, outputs, 1, bias=False), norm(outputs)
    if on_reduction:
        block.conv1.stride, block.conv2.stride = block.conv2.stride, block.conv1.stride
    return block


def inverted(inputs, outputs, stride=1, expansion=6):
    from torchvision.models.mobilenetv2 import InvertedResidual
    return InvertedResidual(inputs, outputs, stride, expansion)


def mobilenet_v3(inputs, hidden, outputs, kernel=3, stride=1, squeeze=False, activation="RE"):
    from torchvision.models.mobilenetv3 import InvertedResidual, InvertedResidualConfig
    return InvertedResidual(InvertedResidualConfig(inputs, kernel, hidden, outputs, squeeze, activation, stride, 1, 1), nn.BatchNorm2d)


def efficientnet(inputs, outputs, kernel=3, stride=1, expansion=4):
    from torchvision.models.efficientnet import MBConv, MBConvConfig
    return MBConv(MBConvConfig(expansion, kernel, stride, inputs, outputs, 1), 0.0, nn.BatchNorm2d)


def fire(*channels):
    from torchvision.models.squeezenet import Fire
    return Fire(*channels)


def gate(channels, squeeze, activation=nn.ReLU, scale=nn.Sigmoid):
    from torchvision.ops import SqueezeExcitation
    return SqueezeExcitation(channels, squeeze, activation, scale)


class L2Norm(nn.Module):
    def __init__(self, channels, scale):
        super().__init__()
        self.weight = nn.Parameter(torch.full((channels,), float(scale)))

    def forward(self, x):
        return F.normalize(x, dim=1) * self.weight.view(1, -1, 1, 1)


class Upsample(nn.Module):
    """A transposed convolution of each channel with itself; the kernel is FCN's (upsample_filt of its surgery.py)."""

    def __init__(self, channels, factor, learnt):
        super().__init__()
        self.factor, side = factor, 2 * factor - factor % 2
        half = (side + 1) // 2
        centre = half - 1 if side % 2 == 1 else half - 0.5
        line = 1 - (torch.arange(side, dtype=torch.float32) - centre).abs() / half
        weight = (line[:, None] * line[None, :]).repeat(channels, 1, 1, 1)
        self.weight = nn.Parameter(weight) if learnt else None
        if not learnt:
            del self.weight
            self.register_buffer("weight", weight)

    def forward(self, x):
        return F.conv_transpose2d(x, self.weight, stride=self.factor, padding=self.factor // 2, groups=len(self.weight))


class Gain(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.factor = nn.Parameter(torch.ones(channels))

    def forward(self, x):
        return x * self.factor.view(1, -1, 1, 1)


class SpaceToDepth(nn.Module):
    def forward(self, x):
        return torch.cat([x[:, :, i::2, j::2] for i in (0, 1) for j in (0, 1)], 1)


class Net(nn.Module):
    """Stages with an FCN head on the last; the taps are read coarse to fine."""

    def __init__(self, stages, taps=("out",), branch=None):
        super().__init__()
        self.trunk, self.segmentation, self.stages, self.taps = nn.Module(), nn.Module(), [], taps
        x, channels = torch.zeros(1, 3, HEIGHT, WIDTH), {}
        for part, name, layers in [(self.trunk, *s) for s in stages] + [(self.segmentation, *s) for s in branch or ()]:
            rows = layers if isinstance(layers, list) else [(f"{name}.{i}", layer) for i, layer in enumerate(layers)]
            for path, layer in rows:
                if path:
                    register(part, path, layer)
            self.stages.append((name, [layer for _, layer in rows]))
        with torch.no_grad():
            for name, layers in self.stages:
                for layer in layers:
                    x = layer.eval()(x)
                channels[name] = x.shape[1]
        for tap in taps:
            self.segmentation.add_module(f"score_{tap}", nn.Conv2d(channels[tap], 2, 1))

    def forward(self, x):
        maps = {}
        for name, layers in self.stages:
            for layer in layers:
                x = layer(x)
            maps[name] = x.clone()
        scores = None
        for tap in self.taps:
            score = getattr(self.segmentation, f"score_{tap}")(maps[tap])
            scores = score if scores is None else resize(scores, score.shape[2:]) + score
        return resize(scores, (HEIGHT, WIDTH))


def register(part, path, layer):
    *containers, last = path.split(".")
    for container in containers:
        if not hasattr(part, container):
            part.add_module(container, nn.Module())
        part = getattr(part, container)
    part.add_module(last, layer)


def resize(x, size):
    return F.interpolate(x, size=tuple(size), mode="bilinear", align_corners=False)


def out(*layers):
    return Net([("out", layers)])


def settings():
    trunk, branch = (functools.partial(nn.BatchNorm2d, **options) for options in ({"eps": 0.1, "momentum": 0.5}, {"eps": 0.01}))
    return Net([("out", (conv(3, 16, stride=2, norm=trunk), basic(16, 16, norm=trunk)))], ("top", "out"), [("top", (basic(16, 16, norm=branch),))])


def resnet_names():
    stem = [("conv1", nn.Conv2d(3, 16, 3, 2, 1, bias=False)), ("bn1", nn.BatchNorm2d(16)), (None, nn.ReLU()), (None, nn.MaxPool2d(3, 2, 1))]
    last = [("out.0", gate(16, 4)), ("out.1", nn.GroupNorm(4, 16)), ("conv2", nn.Conv2d(16, 16, 1, bias=False)), ("bn2", nn.BatchNorm2d(16)), (None, nn.ReLU())]
    return Net([("stem", stem), ("first", [("layer1.0", basic(16, 16))]), ("out", last)])


CASES = {
    "StridedConvolution": lambda: out(conv(3, 16, stride=2)),
    "GroupedConvolution": lambda: out(conv(3, 16), conv(16, 32, groups=4, dilation=2, activation=nn.ReLU6)),
    "UnpaddedConvolution": lambda: out(conv(3, 16, 5, stride=3, padding=0, norm=None, activation=nn.SiLU)),
    "BiasedConvolution": lambda: out(conv(3, 16, bias=True, activation=nn.Hardswish), conv(16, 16, 1, norm=None, bias=False, activation=nn.Sigmoid)),
    "DepthwiseConvolution": lambda: out(conv(3, 16), conv(16, 16, 5, groups=16, stride=2), conv(16, 16, groups=16, dilation=2, norm=None, activation=nn.Hardsigmoid)),
    "GroupNormConvolution": lambda: out(conv(3, 32, norm=lambda c: nn.GroupNorm(8, c)), conv(32, 64, 1, norm=lambda c: nn.GroupNorm(32, c), activation=None)),
    "StandaloneBatchNorm": lambda: out(nn.BatchNorm2d(3), conv(3, 16, norm=None, activation=None), nn.BatchNorm2d(16), nn.ReLU()),
    "StandaloneGroupNorm": lambda: out(conv(3, 16), nn.GroupNorm(4, 16), nn.SiLU()),
    "LengthNorm": lambda: out(conv(3, 16), L2Norm(16, 20)),
    "Activations": lambda: Net([
        ("early", (conv(3, 16, norm=None, activation=None),)),
        ("middle", (nn.ReLU6(), conv(16, 16, activation=None))),
        ("out", (nn.Hardswish(), nn.Sigmoid(), nn.Hardsigmoid(), nn.ReLU()))], ("out", "middle", "early")),
    "DroppedOut": lambda: Net([("early", (conv(3, 16), nn.Dropout(0.5), conv(16, 16, 1))), ("out", (nn.Dropout(0.25),))]),
    "MaximumPools": lambda: out(conv(3, 16), nn.MaxPool2d(3, 2, 1), nn.MaxPool2d(2, 2, ceil_mode=True), nn.MaxPool2d(3, 2, ceil_mode=True)),
    "AveragePools": lambda: out(conv(3, 16), nn.AvgPool2d(3, 2, 1), nn.AvgPool2d(2, 2)),
    "GlobalPool": lambda: out(conv(3, 16), nn.AdaptiveAvgPool2d(1), nn.Upsample(scale_factor=8, mode="bilinear", align_corners=False)),
    "AdaptivePools": lambda: out(conv(3, 16), nn.AdaptiveAvgPool2d((8, 10)), nn.AdaptiveAvgPool2d((3, 4))),
    "BilinearUpsampling": lambda: out(conv(3, 16, stride=4), nn.Upsample(scale_factor=3, mode="bilinear", align_corners=False)),
    "TransposedUpsampling": lambda: out(conv(3, 16, stride=4), Upsample(16, 2, False), Upsample(16, 3, False)),
    "LearntUpsampling": lambda: out(conv(3, 16, stride=4), Upsample(16, 2, True), Upsample(16, 3, True)),
    "BasicBlocks": lambda: out(conv(3, 16), basic(16, 32, 2), basic(32, 32), basic(32, 32, activation=nn.SiLU), basic(32, 64, norm=lambda c: nn.GroupNorm(8, c))),
    "Bottlenecks": lambda: out(conv(3, 16, stride=2), bottleneck(16, 16, 64, 2), bottleneck(64, 16, 64), bottleneck(64, 16, 32, 2, on_reduction=True),
        bottleneck(32, 16, 64, norm=lambda c: nn.GroupNorm(4, c)), bottleneck(64, 16, 64, norm=lambda c: nn.GroupNorm(4, c))),
    "GroupedBottlenecks": lambda: out(conv(3, 16, stride=2), bottleneck(16, 32, 64, 2, 8), bottleneck(64, 32, 64, 1, 8), bottleneck(64, 16, 64)),
    "InvertedResiduals": lambda: out(conv(3, 16, stride=2), inverted(16, 16, expansion=1), inverted(16, 32, 2), inverted(32, 32)),
    "MobileNetV3Blocks": lambda: out(conv(3, 16, stride=2), mobilenet_v3(16, 16, 16), mobilenet_v3(16, 64, 32, 5, 2, True, "HS"), mobilenet_v3(32, 96, 32, squeeze=True)),
    "EfficientNetBlocks": lambda: out(conv(3, 16, stride=2), efficientnet(16, 32, stride=2), efficientnet(32, 32, 5)),
    "Fires": lambda: out(conv(3, 16, stride=2), fire(16, 16, 32, 16), fire(48, 16, 16, 16)),
    "Gates": lambda: out(conv(3, 16), gate(16, 4), gate(16, 8, nn.SiLU, nn.Hardsigmoid)),
    "CustomLayers": lambda: out(conv(3, 16), Gain(16), SpaceToDepth(), Gain(64)),
    "NormSettings": settings,
    "ResNetNames": resnet_names,
}


def randomize(net):
    """Weights and statistics that no layer begins with; the kernels of the upsampling stay bilinear."""
    for module in net.modules():
        if isinstance(module, (nn.BatchNorm2d, nn.GroupNorm)):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.normal_(module.bias, std=0.2)
        if isinstance(module, nn.BatchNorm2d):
            nn.init.normal_(module.running_mean, std=0.2)
            nn.init.uniform_(module.running_var, 0.5, 1.5)
        if isinstance(module, Gain):
            nn.init.uniform_(module.factor, -1, 2)


def statistics(net):
    return {name: value.clone() for name, value in net.named_buffers() if not name.endswith("num_batches_tracked")}


def write(name, net, folder):
    randomize(net)
    image = torch.randn(2, 3, HEIGHT, WIDTH)
    torch.save(collections.OrderedDict((k, v.clone()) for k, v in net.state_dict().items()), f"{folder}/{name}.weights.pth")
    results = {"image": image}
    net.eval()
    with torch.no_grad():
        results["output"] = net(image)
    # What is dropped is a matter of chance.
    net.train(not any(isinstance(m, nn.Dropout) and m.p > 0 for m in net.modules()))
    results["weighting"] = torch.randn_like(results["output"])
    batch = image.clone().requires_grad_()
    (net(batch) * results["weighting"]).mean().backward()
    results["gradient.image"] = batch.grad
    results |= {f"gradient.{n}": p.grad for n, p in net.named_parameters()}
    results |= {f"statistic.{n}": b for n, b in statistics(net).items()}
    torch.save(collections.OrderedDict(results), f"{folder}/{name}.results.pth")


def check(folder):
    import onnx
    counts = {}
    for file in sorted(pathlib.Path(folder).glob("*.onnx")):
        model = onnx.load(str(file))
        onnx.checker.check_model(model, full_check=True)
        onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True)
        counts[file.stem] = collections.Counter(node.op_type for node in model.graph.node if node.name.startswith("trunk."))
    print(json.dumps(counts))


if __name__ == "__main__":
    if sys.argv[1] == "check":
        check(sys.argv[2])
    else:
        torch.set_num_threads(1)
        for case, make in CASES.items():
            torch.manual_seed(1)
            write(case, make(), sys.argv[1])
