#!/usr/bin/python3
"""The other side of the decoding benchmark: outputs of an SSD300 become detections, one thread, for every line that is read.

    decode_peer.py FILE     FILE has the default boxes and the outputs of images, float32

Prints the seconds an image took in the mean, and how many detections it had.
"""
import sys
import time

import numpy
import torch
import torchvision

BOXES, CLASSES, THRESHOLD, OVERLAP, CANDIDATES, TOP = 8732, 21, 0.01, 0.45, 400, 200

torch.set_num_threads(1)
data = torch.from_numpy(numpy.fromfile(sys.argv[1], dtype=numpy.float32))
prior, data = data[:4 * BOXES].view(-1, 4), data[4 * BOXES:].view(-1, BOXES * (CLASSES + 4))


def decode(confidences, locations):
    """Softmax, corners, and of each class the best that do not overlap, all classes together as torchvision's SSD does."""
    scores = confidences.softmax(1)
    centre = prior[:, :2] + locations[:, :2] * 0.1 * prior[:, 2:]
    half = prior[:, 2:] * (locations[:, 2:] * 0.2).exp() / 2
    corners = torch.cat([centre - half, centre + half], 1).clamp(0, 1)
    boxes, found, labels = [], [], []
    for label in range(1, CLASSES):
        score = scores[:, label]
        keep = score > THRESHOLD
        score, box = score[keep], corners[keep]
        score, best = score.topk(min(CANDIDATES, len(score)))
        boxes.append(box[best])
        found.append(score)
        labels.append(torch.full_like(score, label, dtype=torch.int64))
    boxes, found, labels = torch.cat(boxes), torch.cat(found), torch.cat(labels)
    kept = torchvision.ops.batched_nms(boxes, found, labels, OVERLAP)[:TOP]
    return boxes[kept], found[kept], labels[kept]


print("ready", flush=True)
for _ in sys.stdin:
    start, count = time.perf_counter(), 0
    with torch.no_grad():
        for image in data:
            count += len(decode(image[:BOXES * CLASSES].view(BOXES, CLASSES), image[BOXES * CLASSES:].view(BOXES, 4))[1])
    print((time.perf_counter() - start) / len(data), count / len(data), flush=True)
