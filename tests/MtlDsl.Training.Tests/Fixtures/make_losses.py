"""Makes losses.safetensors: inputs of the losses with PyTorch's values and gradients.

Run in this folder:  python3 make_losses.py
"""
import json
import struct

import torch
import torch.nn.functional as F
from torchvision.ops import sigmoid_focal_loss

torch.manual_seed(0)
saved = {}


def save(**tensors):
    saved.update({name: tensor.detach() for name, tensor in tensors.items()})


def multi_box(confidences, locations, labels, offsets, ratio, weight):
    """As SSD's reference code: ranks by sorting twice, selects by masks."""
    known, positive = labels >= 0, labels > 0
    loss = F.cross_entropy(confidences.transpose(1, 2), labels.clamp(min=0), reduction="none")
    rank = loss.detach().masked_fill(positive | ~known, -1).argsort(1, descending=True).argsort(1)
    negative = known & ~positive & (rank < ratio * positive.sum(1, keepdim=True))
    place = F.smooth_l1_loss(locations[positive], offsets[positive], reduction="sum")
    return (weight * place + loss[positive | negative].sum()) / positive.sum().clamp(min=1)


# Segmentation: labels 0..3, some ignored.
scores = torch.randn(2, 4, 5, 6, requires_grad=True)
labels = torch.randint(0, 4, (2, 5, 6))
labels[torch.rand(2, 5, 6) < 0.3] = 255
loss = F.cross_entropy(scores, labels, ignore_index=255)
loss.backward()
save(**{"pixels.scores": scores, "pixels.labels": labels, "pixels.loss": loss, "pixels.gradient": scores.grad})

# Detection: four images; one has no object, one has no boxes labelled, one has more objects than negatives to find.
for name, ratio, weight in (("boxes", 3, 1), ("weighted", 1.5, 0.25)):
    confidences = torch.randn(4, 40, 4, requires_grad=True)
    locations = (2 * torch.randn(4, 40, 4)).requires_grad_()
    labels = torch.zeros(4, 40, dtype=torch.long)
    labels[0, :5] = torch.tensor([1, 2, 3, 1, 1])
    labels[2] = -1
    labels[3, 3:36] = 2
    labels[3, 38] = -1
    offsets = 2 * torch.randn(4, 40, 4) * (labels > 0)[..., None]
    loss = multi_box(confidences, locations, labels, offsets, ratio, weight)
    loss.backward()
    save(**{f"{name}.confidences": confidences, f"{name}.locations": locations, f"{name}.labels": labels, f"{name}.offsets": offsets,
            f"{name}.loss": loss, f"{name}.confidences.gradient": confidences.grad, f"{name}.locations.gradient": locations.grad})



def save_loss(name, loss, inputs, targets):
    loss.backward()
    save(**{f"{name}.inputs": inputs, f"{name}.targets": targets, f"{name}.loss": loss, f"{name}.gradient": inputs.grad})


def pixels(classes):
    """Scores and labels, a third of them ignored; in the second image all of one row."""
    labels = torch.randint(0, classes, (2, 5, 6))
    labels[torch.rand(2, 5, 6) < 0.3] = 255
    labels[1, 2] = 255
    return torch.randn(2, classes, 5, 6, requires_grad=True), labels


def images(classes):
    labels = torch.randint(0, classes, (7,))
    labels[3] = -1
    return torch.randn(7, classes, requires_grad=True), labels


def dense():
    """Two channels, a third of the values without a label; large and small errors."""
    targets = 3 * torch.randn(2, 2, 5, 6)
    targets[torch.rand(2, 2, 5, 6) < 0.3] = float("nan")
    return (3 * torch.randn(2, 2, 5, 6)).requires_grad_(), targets


def focal(scores, labels, gamma, alpha, ignored):
    """The formula, over the labelled alone."""
    known = labels != ignored
    p = scores.movedim(1, -1)[known].softmax(1)
    p = p[torch.arange(len(p)), labels[known]]
    weight = 1 if alpha == 0 else torch.where(labels[known] == 0, 1 - alpha, alpha)
    return (-weight * (1 - p) ** gamma * p.log()).mean()


def dice(scores, labels, smooth):
    known = labels != 255
    p = scores.movedim(1, -1)[known].softmax(1)
    truth = F.one_hot(labels[known], scores.shape[1])
    present = truth.sum(0) > 0
    ratio = (2 * (p * truth).sum(0) + smooth) / ((p * p).sum(0) + truth.sum(0) + smooth)
    return (1 - ratio)[present].mean()


def berhu(values, targets, fraction):
    errors = [abs(v - t) for v, t in zip(values.flatten(), targets.flatten()) if not torch.isnan(t)]
    c = fraction * max(e.item() for e in errors)
    return sum(e if e.item() <= c else (e * e + c * c) / (2 * c) for e in errors) / len(errors)


def batch_hard(vectors, identities, margin):
    losses = []
    for i, anchor in enumerate(vectors):
        others = [j for j in range(len(vectors)) if j != i and identities[j] >= 0]
        same = [(anchor - vectors[j]).norm() for j in others if identities[j] == identities[i]]
        different = [(anchor - vectors[j]).norm() for j in others if identities[j] != identities[i]]
        if identities[i] >= 0 and same and different:
            losses.append((margin + max(same) - min(different)).clamp(min=0))
    return sum(losses) / len(losses)


weights = torch.tensor([0.5, 1, 2, 0.1])
scores, labels = pixels(4)
save_loss("pixels.weighted", F.cross_entropy(scores, labels, weights, ignore_index=255), scores, labels)
scores, labels = pixels(4)
save_loss("pixels.sum", F.cross_entropy(scores, labels, weights, ignore_index=255, reduction="sum"), scores, labels)

scores, labels = images(4)
save_loss("images", F.cross_entropy(scores, labels, ignore_index=-1), scores, labels)
scores, labels = images(4)
save_loss("images.smoothed", F.cross_entropy(scores, labels, weights, ignore_index=-1, label_smoothing=0.1), scores, labels)

scores, labels = pixels(4)
save_loss("focal.pixels", focal(scores, labels, 2, 0, 255), scores, labels)
scores, labels = images(4)
save_loss("focal.images", focal(scores, labels, 0.5, 0.25, -1), scores, labels)
# Two classes with the scores 0 and x: torchvision's loss of x.
x, labels = torch.randn(7, requires_grad=True), torch.randint(0, 2, (7,))
save_loss("focal.sigmoid", sigmoid_focal_loss(x, labels.float(), alpha=0.25, gamma=2, reduction="mean"), x, labels)

scores, labels = pixels(4)
labels[labels == 2] = 0  # A class that no pixel has.
save_loss("dice", dice(scores, labels, 1), scores, labels)

values, targets = dense()
known = ~targets.isnan()
save_loss("l1", F.l1_loss(values[known], targets[known]), values, targets)
values, targets = dense()
known = ~targets.isnan()
save_loss("smoothl1", F.smooth_l1_loss(values[known], targets[known], beta=0.7), values, targets)
values, targets = dense()
save_loss("berhu", berhu(values, targets, 0.2), values, targets)

# Two without an identity, one alone in its identity.
vectors = torch.randn(9, 5, requires_grad=True)
identities = torch.tensor([0, 0, 0, 4, 4, 7, -1, -1, 4])
save_loss("triplet", batch_hard(vectors, identities, 0.3), vectors, identities)

header, data = {}, b""
for name, tensor in saved.items():
    values = tensor.contiguous().numpy().tobytes()
    header[name] = {"dtype": {torch.float32: "F32", torch.int64: "I64"}[tensor.dtype], "shape": list(tensor.shape),
                    "data_offsets": [len(data), len(data) + len(values)]}
    data += values
text = json.dumps(header).encode()
with open("losses.safetensors", "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text + data)
