"""Writes what PyTorch computes, for the tests to compare with.

    python3 make_fixtures.py

Every number comes from PyTorch; the tests hold none of their own. Written with torch 1.13.
"""
import json
import pathlib

import torch
import torch.nn.functional as F

HERE = pathlib.Path(__file__).parent


def pack(tensor):
    tensor = tensor.detach()
    return {"shape": list(tensor.shape), "data": [round(float(v), 7) for v in tensor.double().reshape(-1)]}


def random(*shape, low=-2.0, high=2.0):
    return (torch.rand(*shape) * (high - low) + low).mul(1024).round().div(1024)


def operators():
    a, b, c = (lambda: random(2, 3, 4)), (lambda: random(2, 3, 4)), (lambda: random(3, 4))
    image, kernel = (lambda: random(2, 4, 7, 6)), (lambda: random(6, 4, 3, 3))
    positive = lambda: random(2, 3, 4, low=0.5, high=2.0)
    cases = [
        ("add", [a, c], lambda x, y: x + y),
        ("add_scaled", [a, c], lambda x, y: torch.add(x, y, alpha=0.5)),
        ("sub", [a, c], lambda x, y: x - y),
        ("rsub", [a], lambda x: 3 - x),
        ("mul", [a, c], lambda x, y: x * y),
        ("div", [a, positive], lambda x, y: x / y),
        ("rdiv", [positive], lambda x: 2 / x),
        ("div_floor", [a, positive], lambda x, y: torch.div(x, y, rounding_mode="floor")),
        ("remainder", [a], lambda x: x % 1.5),
        ("pow", [positive], lambda x: x ** 2.5),
        ("exp", [a], torch.exp), ("log", [positive], torch.log), ("sqrt", [positive], torch.sqrt), ("rsqrt", [positive], torch.rsqrt),
        ("abs", [a], torch.abs), ("sigmoid", [a], torch.sigmoid), ("tanh", [a], torch.tanh), ("relu6", [a], F.relu6), ("silu", [a], F.silu),
        ("hardswish", [a], F.hardswish), ("hardsigmoid", [a], F.hardsigmoid), ("leaky_relu", [a], lambda x: F.leaky_relu(x, 0.2)),
        ("gelu", [a], F.gelu), ("softplus", [a], F.softplus),
        ("clamp", [a], lambda x: x.clamp(-0.5, 1)), ("maximum", [a, b], torch.maximum), ("minimum", [a, b], torch.minimum),
        ("where", [a, b], lambda x, y: torch.where(x > y, x, y * 2)),
        ("lerp", [a, b], lambda x, y: torch.lerp(x, y, torch.full((), 0.25))),
        ("sum", [a], lambda x: x.sum()), ("sum_dim", [a], lambda x: x.sum(dim=[0, 2])), ("mean_keepdim", [a], lambda x: x.mean([1, 2], keepdim=True)),
        ("prod", [a], lambda x: x.prod(1)), ("std", [a], lambda x: x.std()), ("var_dim", [a], lambda x: x.var(1, unbiased=False)),
        ("norm", [a], lambda x: x.norm()), ("logsumexp", [a], lambda x: x.logsumexp(1)), ("cumsum", [a], lambda x: x.cumsum(1)),
        ("max_dim", [a], lambda x: x.max(1)[0]), ("amax", [a], lambda x: x.amax((0, 2))), ("softmax", [a], lambda x: x.softmax(1)),
        ("log_softmax", [a], lambda x: x.log_softmax(-1)), ("sort", [a], lambda x: x.sort(-1, descending=True)[0]),
        ("topk", [a], lambda x: x.topk(2, -1)[0]), ("argmax", [a], lambda x: x.argmax(1).float() + 0 * x.sum()),
        ("reshape", [a], lambda x: x.reshape(3, -1) * 2), ("permute", [a], lambda x: x.permute(2, 0, 1)), ("transpose", [a], lambda x: x.transpose(0, 2)),
        ("flip", [a], lambda x: x.flip(0, 2)), ("roll", [a], lambda x: x.roll(1, 2)), ("expand", [c], lambda x: x.unsqueeze(0).expand(5, -1, -1)),
        ("repeat", [c], lambda x: x.repeat(2, 1, 3)), ("cat", [a, b], lambda x, y: torch.cat([x, y], 1)), ("stack", [a, b], lambda x, y: torch.stack([x, y], -1)),
        ("chunk", [a], lambda x: x.chunk(2, 2)[1] * 3), ("split", [a], lambda x: x.split([1, 2], 1)[1]), ("unbind", [a], lambda x: x.unbind(1)[2]),
        ("gather", [a], lambda x: x.gather(1, torch.tensor([[[0, 1, 2, 0]], [[2, 2, 1, 0]]]))),
        ("index_select", [a], lambda x: x.index_select(1, torch.tensor([2, 0, 2]))),
        ("index_gather", [a], lambda x: x[:, torch.tensor([0, 2]), 1:]), ("index_mixed", [a], lambda x: x[..., None, ::2][1]),
        ("index_mask", [a], lambda x: x[x > 0]), ("index_mask_dims", [a], lambda x: x[torch.tensor([[True, False, True], [False, False, True]])]),
        ("masked_fill", [a], lambda x: x.masked_fill(x < 0, 7)), ("scatter_add", [a], lambda x: torch.zeros(2, 3, 4).scatter_add(1, torch.zeros(2, 3, 4, dtype=torch.long), x)),
        ("matmul", [a, lambda: random(4, 5)], torch.matmul), ("bmm", [a, lambda: random(2, 4, 2)], torch.bmm),
        ("einsum", [a, lambda: random(4, 5)], lambda x, y: torch.einsum("bij,jk->bik", x, y)),
        ("triu", [c], lambda x: x.triu(1)),
        ("conv2d", [image, kernel, lambda: random(6)], lambda x, w, v: F.conv2d(x, w, v, stride=2, padding=1)),
        ("conv2d_groups", [image, lambda: random(6, 2, 3, 3)], lambda x, w: F.conv2d(x, w, None, padding=(1, 2), dilation=2, groups=2)),
        ("conv2d_same", [image, kernel], lambda x, w: F.conv2d(x, w, padding="same")),
        ("conv_transpose2d", [image, lambda: random(4, 3, 3, 3), lambda: random(3)], lambda x, w, v: F.conv_transpose2d(x, w, v, stride=2, padding=1, output_padding=1)),
        ("linear", [a, lambda: random(5, 4), lambda: random(5)], F.linear),
        ("batch_norm", [image, lambda: random(4), lambda: random(4)], lambda x, w, v: F.batch_norm(x, None, None, w, v, training=True)),
        ("group_norm", [image, lambda: random(4), lambda: random(4)], lambda x, w, v: F.group_norm(x, 2, w, v)),
        ("layer_norm", [a, lambda: random(4), lambda: random(4)], lambda x, w, v: F.layer_norm(x, [4], w, v)),
        ("normalize", [image], lambda x: F.normalize(x, dim=1)),
        ("max_pool2d", [image], lambda x: F.max_pool2d(x, 3, 2, 1, ceil_mode=True)), ("avg_pool2d", [image], lambda x: F.avg_pool2d(x, 3, 2, 1, count_include_pad=False)),
        ("adaptive_avg_pool2d", [image], lambda x: F.adaptive_avg_pool2d(x, (3, 2))), ("adaptive_max_pool2d", [image], lambda x: F.adaptive_max_pool2d(x, (2, 2))),
        ("pad_constant", [image], lambda x: F.pad(x, (1, 2, 0, 1), value=0.5)), ("pad_reflect", [image], lambda x: F.pad(x, (1, 2, 2, 1), mode="reflect")),
        ("pad_replicate", [image], lambda x: F.pad(x, (1, 2, 2, 1), mode="replicate")),
        ("interpolate_nearest", [image], lambda x: F.interpolate(x, scale_factor=2)),
        ("interpolate_bilinear", [image], lambda x: F.interpolate(x, size=(5, 9), mode="bilinear", align_corners=False)),
        ("interpolate_corners", [image], lambda x: F.interpolate(x, scale_factor=1.6, mode="bilinear", align_corners=True)),
        ("interpolate_recomputed", [image], lambda x: F.interpolate(x, scale_factor=1.6, mode="bilinear", align_corners=False, recompute_scale_factor=True)),
        ("interpolate_bicubic", [image], lambda x: F.interpolate(x, size=(4, 4), mode="bicubic", align_corners=False)),
        ("interpolate_area", [image], lambda x: F.interpolate(x, size=(3, 3), mode="area")),
        ("interpolate_antialias", [image], lambda x: F.interpolate(x, size=(3, 3), mode="bilinear", antialias=True)),
        ("grid_sample", [image, lambda: random(2, 3, 3, 2)], lambda x, g: F.grid_sample(x, g, padding_mode="border", align_corners=False)),
        ("cross_entropy", [lambda: random(2, 3, 4)], lambda x: F.cross_entropy(x, torch.tensor([[0, 1, 255, 2], [2, 255, 1, 0]]), torch.tensor([1.0, 2.0, 0.5]), ignore_index=255, label_smoothing=0.1)),
        ("nll_loss", [lambda: random(4, 3)], lambda x: F.nll_loss(x, torch.tensor([0, 2, 1, 1]), reduction="sum")),
        ("bce", [lambda: random(4, 3, low=0.1, high=0.9)], lambda x: F.binary_cross_entropy(x, torch.full((4, 3), 0.25))),
        ("bce_logits", [lambda: random(4, 3)], lambda x: F.binary_cross_entropy_with_logits(x, torch.full((4, 3), 0.25), pos_weight=torch.tensor([1.0, 2.0, 3.0]), reduction="none")),
        ("mse", [a, b], F.mse_loss), ("l1", [a, b], F.l1_loss), ("smooth_l1", [a, b], lambda x, y: F.smooth_l1_loss(x, y, beta=0.5)),
        ("huber", [a, b], lambda x, y: F.huber_loss(x, y, delta=0.5)),
    ]
    result = []
    for name, makers, function in cases:
        inputs = [make().requires_grad_() for make in makers]
        output = function(*inputs)
        entry = {"name": name, "inputs": [pack(t) for t in inputs], "output": pack(output)}
        if output.requires_grad:
            # A weight for each element, so that no gradient is hidden by symmetry.
            weights = torch.linspace(0.5, 1.5, output.numel()).reshape(output.shape)
            gradients = torch.autograd.grad((output * weights).sum(), inputs, allow_unused=True)
            entry["gradients"] = [None if g is None else pack(g) for g in gradients]
        result.append(entry)
    return result


OPTIMISERS = {
    "sgd": lambda p: torch.optim.SGD(p, 0.1),
    "sgd_momentum": lambda p: torch.optim.SGD(p, 0.05, momentum=0.9, dampening=0.1, weight_decay=0.01),
    "sgd_nesterov": lambda p: torch.optim.SGD(p, 0.05, momentum=0.9, nesterov=True, weight_decay=0.01),
    "sgd_maximize": lambda p: torch.optim.SGD(p, 0.01, momentum=0.5, maximize=True),
    "adam": lambda p: torch.optim.Adam(p, 0.05, betas=(0.8, 0.95), weight_decay=0.01),
    "adam_amsgrad": lambda p: torch.optim.Adam(p, 0.05, amsgrad=True),
    "adamw": lambda p: torch.optim.AdamW(p, 0.05, weight_decay=0.1),
    "adamw_amsgrad": lambda p: torch.optim.AdamW(p, 0.05, weight_decay=0.1, amsgrad=True),
    "adadelta": lambda p: torch.optim.Adadelta(p, 0.7, rho=0.85, weight_decay=0.01),
}


def optimisers():
    result = []
    for name, make in OPTIMISERS.items():
        x, target, w, v = random(6, 3), random(6, 2), random(3, 2).requires_grad_(), random(2).requires_grad_()
        entry = {"name": name, "x": pack(x), "target": pack(target), "w": pack(w), "v": pack(v), "steps": []}
        optimiser = make([w, v])
        for step in range(6):
            optimiser.zero_grad(set_to_none=True)
            # The second parameter joins late, so that its step count and velocity start later.
            output = x @ w + (v if step >= 2 else 0)
            F.mse_loss(output, target).backward()
            optimiser.step()
            entry["steps"].append({"w": pack(w), "v": pack(v)})
        result.append(entry)
    return result


SCHEDULES = {
    "lambda": lambda o: torch.optim.lr_scheduler.LambdaLR(o, lambda e: 1 / (1 + e)),
    "polynomial": lambda o: torch.optim.lr_scheduler.PolynomialLR(o, 10, 0.9),
    "step": lambda o: torch.optim.lr_scheduler.StepLR(o, 3, 0.5),
    "multistep": lambda o: torch.optim.lr_scheduler.MultiStepLR(o, [2, 5], 0.1),
    "cosine": lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, 5, 0.01),
    "exponential": lambda o: torch.optim.lr_scheduler.ExponentialLR(o, 0.9),
    "constant": lambda o: torch.optim.lr_scheduler.ConstantLR(o, 0.25, 4),
    "linear": lambda o: torch.optim.lr_scheduler.LinearLR(o, 0.25, 0.75, 4),
}


def schedules():
    result = {}
    for name, make in SCHEDULES.items():
        optimiser = torch.optim.SGD([torch.zeros(1, requires_grad=True)], 0.4)
        scheduler = make(optimiser)
        rates = []
        for _ in range(14):
            rates.append(optimiser.param_groups[0]["lr"])
            optimiser.step()
            scheduler.step()
        result[name] = rates
    return result


class Block(torch.nn.Module):
    def __init__(self, i, o, stride):
        super().__init__()
        self.conv1 = torch.nn.Conv2d(i, o, 3, stride, 1, bias=False)
        self.bn1 = torch.nn.BatchNorm2d(o)
        self.conv2 = torch.nn.Conv2d(o, o, 3, 1, 1, bias=False)
        self.bn2 = torch.nn.BatchNorm2d(o)
        self.downsample = torch.nn.Sequential(torch.nn.Conv2d(i, o, 1, stride, bias=False), torch.nn.BatchNorm2d(o))

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        return F.relu(y + self.downsample(x))


class Network(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = torch.nn.Conv2d(3, 4, 3, 2, 1)
        self.bn1 = torch.nn.BatchNorm2d(4)
        self.layer1 = torch.nn.Sequential(Block(4, 6, 2), Block(6, 8, 1))
        self.up = torch.nn.ConvTranspose2d(8, 5, 4, 2, 1)
        self.fc = torch.nn.Linear(5, 3)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.bn1(self.conv1(x))), 2)
        x = self.up(self.layer1(x))
        return self.fc(x.mean([2, 3]))


def network():
    """The same seed gives PyTorch's layers and ours the same weights; then two training steps and one inference."""
    torch.manual_seed(7)
    net = Network()
    x, target = random(4, 3, 16, 16), torch.tensor([0, 2, 1, 1])
    entry = {
        "x": pack(x), "target": target.tolist(),
        "keys": [name for name, _ in net.named_parameters()] + [name for name, _ in net.named_buffers()],
        "initial": {name: pack(p) for name, p in net.named_parameters()}, "losses": [],
    }
    optimiser = torch.optim.SGD(net.parameters(), 0.05, momentum=0.9, weight_decay=1e-4)
    for _ in range(2):
        optimiser.zero_grad(set_to_none=True)
        loss = F.cross_entropy(net(x), target)
        loss.backward()
        optimiser.step()
        entry["losses"].append(float(loss))
    entry["gradients"] = {name: pack(p.grad) for name, p in net.named_parameters()}
    entry["buffers"] = {name: pack(b) for name, b in net.named_buffers()}
    net.eval()
    entry["output"] = pack(net(x))
    return entry


def main():
    torch.manual_seed(1)
    for name, make in (("operators", operators), ("optimisers", optimisers), ("schedules", schedules), ("network", network)):
        (HERE / f"{name}.json").write_text(json.dumps(make(), separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
