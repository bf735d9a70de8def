"""Makes losses.safetensors: inputs of the two losses with PyTorch's values and gradients.

Run in this folder:  python3 make_losses.py
"""
import json
import struct

import torch
import torch.nn.functional as F

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

header, data = {}, b""
for name, tensor in saved.items():
    values = tensor.contiguous().numpy().tobytes()
    header[name] = {"dtype": {torch.float32: "F32", torch.int64: "I64"}[tensor.dtype], "shape": list(tensor.shape),
                    "data_offsets": [len(data), len(data) + len(values)]}
    data += values
text = json.dumps(header).encode()
with open("losses.safetensors", "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text + data)
