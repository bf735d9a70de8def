"""Makes training.safetensors: four images with labels, a network's weights, and what PyTorch makes of them in three steps of training.

The network is TinyNetwork; the recipe is SGD with momentum, or another optimiser, weight decay on tensors of more than one dimension, clipped
gradients, warm-up and the poly policy, as written out below.  Run in this folder:  python3 make_training.py
"""
import json
import struct

import torch
import torch.nn.functional as F
from torch import nn

SIDE, CELLS, BOX = 32, 8, 0.3
ITERATIONS, RATE, WARMUP, MOMENTUM, DECAY, CLIP = 3, 0.05, 2, 0.9, 0.01, 10.0
torch.manual_seed(0)


class Trunk(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(3, 16, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(16)
        self.conv2, self.bn2 = nn.Conv2d(16, 16, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(16)

    def forward(self, x):
        return F.relu(self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x))))))


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.trunk, self.scores = Trunk(), nn.Conv2d(16, 3, 1)
        self.confidences, self.locations = nn.Conv2d(16, 3, 3, padding=1), nn.Conv2d(16, 4, 3, padding=1)

    def forward(self, x):
        x = self.trunk(x)
        rows = [head(x).permute(0, 2, 3, 1).reshape(len(x), CELLS * CELLS, -1) for head in (self.confidences, self.locations)]
        return F.interpolate(self.scores(x), size=(SIDE, SIDE), mode="bilinear", align_corners=False), *rows


def match(boxes, classes):
    """Labels (0: background) and offsets of the default boxes: overlap above 0.5, and the best default box of each object."""
    grid = (torch.arange(CELLS) + 0.5) / CELLS
    centres = torch.stack(torch.meshgrid(grid, grid, indexing="ij")[::-1], -1).reshape(-1, 2)
    priors = torch.cat([centres - BOX / 2, centres + BOX / 2], 1)
    low, high = torch.maximum(boxes[:, None, :2], priors[:, :2]), torch.minimum(boxes[:, None, 2:], priors[:, 2:])
    common = (high - low).clamp(min=0).prod(2)
    iou = common / ((boxes[:, 2:] - boxes[:, :2]).prod(1)[:, None] + BOX * BOX - common)
    best, (overlap, owner) = iou.argmax(1), iou.max(0)
    overlap[best], owner[best] = 2, torch.arange(len(boxes))
    own = boxes[owner]
    offsets = torch.cat([((own[:, :2] + own[:, 2:]) / 2 - centres) / BOX / 0.1, torch.log((own[:, 2:] - own[:, :2]) / BOX) / 0.2], 1)
    found = overlap > 0.5
    return (classes[owner] + 1) * found, offsets * found[:, None]


def detection_loss(confidences, locations, labels, offsets):
    positive = labels > 0
    ce = F.cross_entropy(confidences.transpose(1, 2), labels, reduction="none")
    rank = ce.detach().masked_fill(positive, -1).argsort(1, descending=True).argsort(1)
    negative = ~positive & (rank < 3 * positive.sum(1, keepdim=True))
    return (F.smooth_l1_loss(locations[positive], offsets[positive], reduction="sum") + ce[positive | negative].sum()) / positive.sum()


images = torch.randint(0, 256, (4, SIDE, SIDE, 3), dtype=torch.uint8)
masks = torch.randint(0, 3, (4, SIDE, SIDE), dtype=torch.uint8)
masks[:, :5] = 255
corners = torch.tensor([[[2, 3, 11, 13], [17, 15, 28, 25]], [[1, 18, 12, 28], [20, 2, 30, 11]],
                        [[5, 5, 14, 15], [16, 20, 26, 30]], [[8, 1, 18, 12], [19, 19, 29, 28]]])
net = Net()
saved = {"images": images, "masks": masks, "boxes": corners.float(), **{f"before.{k}": v.clone() for k, v in net.state_dict().items()}}

labels, offsets = (torch.stack(t) for t in zip(*(match(c / SIDE, torch.arange(2)) for c in corners)))
x = ((images.float() - 127.5) / 127.5).permute(0, 3, 1, 2)
before = {k: v.clone() for k, v in net.state_dict().items()}


def train(make, rate, **settings):
    """Losses, gradient norms and weights of a training from the same beginning."""
    net.load_state_dict(before)
    optimiser = make([{"params": [p for p in net.parameters() if p.ndim > 1], "weight_decay": DECAY},
                      {"params": [p for p in net.parameters() if p.ndim == 1], "weight_decay": 0}], rate, **settings)
    losses, norms = [], []
    for step in range(ITERATIONS):
        for group in optimiser.param_groups:
            group["lr"] = rate * (1 - step / ITERATIONS) ** 0.9 * min(1, (step + 1) / WARMUP)
        scores, confidences, locations = net(x)
        task = F.cross_entropy(scores, masks.long(), ignore_index=255), detection_loss(confidences, locations, labels, offsets)
        optimiser.zero_grad()
        sum(task).backward()
        norms.append(float(nn.utils.clip_grad_norm_(net.parameters(), CLIP)))
        optimiser.step()
        losses.append([t.item() for t in task])
    return losses, norms, {k: v.clone() for k, v in net.state_dict().items()}


losses, norms, after = train(torch.optim.SGD, RATE, momentum=MOMENTUM)
print("gradient norms", norms, "losses", losses)
assert max(norms) > CLIP > min(norms)                       # clipped in one step and not in another
saved.update({"losses": torch.tensor(losses), **{f"after.{k}": v for k, v in after.items()}})
for name, make, rate in (("Adam", torch.optim.Adam, 0.01), ("AdamW", torch.optim.AdamW, 0.01), ("AdaDelta", torch.optim.Adadelta, 1.0)):
    saved.update({f"after.{name}.{k}": v for k, v in train(make, rate)[2].items()})

header, data = {}, b""
types = {torch.float32: "F32", torch.int64: "I64", torch.uint8: "U8"}
for name, tensor in saved.items():
    values = tensor.detach().contiguous().numpy().tobytes()
    header[name] = {"dtype": types[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(values)]}
    data += values
text = json.dumps(header).encode()
with open("training.safetensors", "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text + data)
