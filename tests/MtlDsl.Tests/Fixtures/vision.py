"""Makes vision.json: what PyTorch, torchvision, PIL and numpy answer on random cases."""
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
import torchvision
from PIL import Image

MAPS = [(8, [(.1, .1), (.16, .16), (.2, .1), (.1, .2)]), (4, [(.3, .3), (.4, .4), (.5, .25), (.25, .5), (.6, .2), (.2, .6)]),
        (2, [(.6, .6), (.7, .7), (.9, .45), (.45, .9)]), (1, [(.9, .9), (.95, .95)])]


def rounded(values, digits=7):
    return [float(f"{float(v):.{digits}g}") for v in np.asarray(values).ravel()]


def priors():
    return torch.tensor([((x + .5) / n, (y + .5) / n, w, h) for n, shapes in MAPS for y in range(n) for x in range(n) for w, h in shapes])


def random_boxes(rng, count, low=.03, high=.6):
    size = rng.uniform(low, high, (count, 2))
    corner = rng.uniform(0, 1, (count, 2)) * (1 - size)
    return np.concatenate([corner, corner + size], 1).astype(np.float32)


def match(boxes, base, limit=.5):
    """MultiBox matching as Caffe's SSD does it: pair after pair, each object with a prior of its own, then every prior above the limit."""
    overlaps = torchvision.ops.box_iou(torch.from_numpy(boxes), corners(base)).numpy()
    owner, free = np.full(len(base), -1), overlaps.copy()
    while free.size and free.max() > 0:
        item, prior = np.unravel_index(free.argmax(), free.shape)
        owner[prior] = item
        free[item], free[:, prior] = 0, 0
    if len(boxes):
        likes = (owner < 0) & (overlaps.max(0) > limit)
        owner[likes] = overlaps.argmax(0)[likes]
    return owner


def encode(boxes, base):
    center, size = (boxes[:, :2] + boxes[:, 2:]) / 2, boxes[:, 2:] - boxes[:, :2]
    return torch.cat([(center - base[:, :2]) / base[:, 2:] / .1, torch.log(size / base[:, 2:]) / .2], 1)


def matching(rng):
    cases, base = [], priors()
    for count in (0, 1, 2, 3, 5, 9, 17, 40):
        boxes = random_boxes(rng, count)
        owner = match(boxes, base)
        matched = (owner >= 0).nonzero()[0].tolist()
        offsets = encode(torch.from_numpy(boxes)[owner[matched]], base[matched])
        cases.append({"boxes": rounded(boxes, 9), "matched": matched, "offsets": rounded(offsets)})
    return cases


def suppression(rng):
    cases = []
    for count, overlap in ((1, .5), (10, .3), (60, .45), (200, .5), (200, .1)):
        boxes = random_boxes(rng, count, .1, .4)
        scores = rng.integers(0, 50, count).astype(np.float32) / 50     # with ties
        kept = torchvision.ops.nms(torch.from_numpy(boxes), torch.from_numpy(scores), overlap)
        cases.append({"boxes": rounded(boxes, 9), "scores": rounded(scores, 9), "overlap": overlap, "kept": kept.tolist()})
    return cases


def suppression_at_the_limit(rng):
    """Boxes on a grid, whose overlaps are the limit itself: rounded to a float it lies above or below the limit."""
    cases = []
    for overlap in (.1, .2, .3, .4, .45, .6, .7):
        corner = rng.integers(0, 5, (40, 2))
        boxes = np.concatenate([corner, corner + rng.integers(1, 11, (40, 2))], 1).astype(np.float32)
        scores = rng.integers(0, 50, len(boxes)).astype(np.float32) / 50
        kept = torchvision.ops.nms(torch.from_numpy(boxes), torch.from_numpy(scores), overlap)
        cases.append({"boxes": rounded(boxes, 9), "scores": rounded(scores, 9), "overlap": overlap, "kept": kept.tolist()})
    return cases


def corners(boxes):
    return torch.cat([boxes[:, :2] - boxes[:, 2:] / 2, boxes[:, :2] + boxes[:, 2:] / 2], 1)


def decoding(rng):
    """Softmax, thresholds, class by class suppression, best of all: written after SSD's evaluation, with torchvision's nms."""
    cases, base = [], priors()
    for classes, bias, threshold, top, candidates in ((1, 3., .01, 200, 400), (3, 2., .01, 20, 30), (20, 4., .05, 200, 400)):
        confidence = torch.from_numpy(rng.normal(0, 2, (len(base), classes + 1)).astype(np.float32))
        confidence[:, 0] += bias
        location = torch.from_numpy(rng.normal(0, 1, (len(base), 4)).astype(np.float32).round(2))
        boxes = corners(torch.cat([base[:, :2] + location[:, :2] * .1 * base[:, 2:], base[:, 2:] * torch.exp(location[:, 2:] * .2)], 1)).clamp(0, 1)
        scores, found = confidence.softmax(1), []
        for c in range(classes):
            keep = (scores[:, c + 1] > threshold).nonzero()[:, 0]
            keep = keep[scores[keep, c + 1].sort(descending=True, stable=True)[1]][:candidates]
            keep = keep[torchvision.ops.nms(boxes[keep], scores[keep, c + 1], .45)]
            found += [(float(scores[i, c + 1]), c, boxes[i].tolist()) for i in keep]
        found = sorted(found, key=lambda f: -f[0])[:top]
        cases.append({"classes": classes, "threshold": threshold, "top": top, "candidates": candidates,
                      "confidences": rounded(confidence, 9), "locations": rounded(location, 5),
                      "found": [[c, *rounded([s, *b])] for s, c, b in found]})
    return cases


def picture(rng, width, height):
    y, x = np.mgrid[:height, :width]
    waves = [127 + 100 * np.sin(x / rng.uniform(2, 9) + y / rng.uniform(2, 9)) for _ in range(3)]
    return np.clip(np.stack(waves, 2) + rng.normal(0, 25, (height, width, 3)), 0, 255).astype(np.uint8)


def resampling(rng):
    cases = []
    for (width, height), window, size in (
            ((37, 23), (0, 0, 1, 1), (12, 9)), ((37, 23), (0, 0, 1, 1), (64, 50)), ((37, 23), (0, 0, 1, 1), (37, 23)),
            ((40, 30), (.25, .125, .75, .625), (24, 24)), ((40, 30), (.111, .202, .949, .777), (7, 5)), ((5, 4), (.1, .1, .9, .9), (31, 17))):
        pixels = picture(rng, width, height)
        box = (window[0] * width, window[1] * height, window[2] * width, window[3] * height)
        image = Image.fromarray(pixels).resize(size, Image.BILINEAR, box=box)
        labels = (pixels[..., 0] // 32).astype(np.uint8)
        nearest = Image.fromarray(labels).resize(size, Image.NEAREST, box=box)
        cases.append({"width": width, "height": height, "window": window, "size": size, "pixels": pixels.ravel().tolist(),
                      "resized": np.asarray(image).ravel().tolist(), "labels": labels.ravel().tolist(),
                      "nearest": np.asarray(nearest).ravel().tolist()})
    return cases


def class_maps(rng):
    cases = []
    for classes, (width, height), (to_width, to_height) in ((2, (5, 4), (40, 32)), (7, (10, 10), (300 // 4, 61)), (21, (9, 6), (9, 6)), (4, (16, 16), (6, 7))):
        scores = torch.from_numpy(rng.normal(0, 3, (1, classes, height, width)).astype(np.float32).round(3))
        large = F.interpolate(scores, size=(to_height, to_width), mode="bilinear", align_corners=False)
        cases.append({"classes": classes, "scores_size": [width, height], "target": [to_width, to_height], "scores": rounded(scores, 6),
                      "labels": large[0].argmax(0).flatten().tolist()})
    return cases


def precision(rng):
    """An independent average precision in numpy: images of boxes, some of them difficult."""
    images, records, total = [], [], 0
    for _ in range(12):
        truth = random_boxes(rng, rng.integers(0, 6), .1, .3)
        difficult = rng.random(len(truth)) < .2
        near = np.clip(truth.repeat(2, 0) + rng.normal(0, .02, (2 * len(truth), 4)), 0, 1)
        boxes = np.concatenate([near[rng.random(len(near)) < .7], random_boxes(rng, 3, .1, .3)]).astype(np.float32)
        scores = rng.random(len(boxes)).astype(np.float32)
        images.append({"truth": rounded(truth, 9), "difficult": difficult.tolist(), "boxes": rounded(boxes, 9), "scores": rounded(scores, 9)})
        total += int((~difficult).sum())
        taken = set()
        for i in np.argsort(-scores):
            iou = torchvision.ops.box_iou(torch.from_numpy(boxes[i:i + 1]), torch.from_numpy(truth))[0].numpy()
            j = int(iou.argmax()) if len(iou) else -1
            if j >= 0 and iou[j] >= .5 and difficult[j]:
                continue
            hit = j >= 0 and iou[j] >= .5 and j not in taken
            taken |= {j} if hit else set()
            records.append((scores[i], hit))
    hits = np.array([h for _, h in sorted(records, key=lambda r: -r[0])], float)
    recall, prec = hits.cumsum() / total, hits.cumsum() / np.arange(1, len(hits) + 1)
    envelope = np.maximum.accumulate(prec[::-1])[::-1]
    eleven = [envelope[recall >= t - 1e-12][0] if (recall >= t - 1e-12).any() else 0 for t in np.linspace(0, 1, 11)]
    return {"images": images, "area": float((np.diff(recall, prepend=0) * envelope).sum()),
            "integral": float((np.diff(recall, prepend=0) * prec).sum()), "eleven_point": float(np.mean(eleven))}


def main():
    rng = np.random.default_rng(0)
    data = {"maps": [{"cells": n, "shapes": s} for n, s in MAPS], "matching": matching(rng), "suppression": suppression(rng) + suppression_at_the_limit(rng),
            "decoding": decoding(rng), "resampling": resampling(rng), "class_maps": class_maps(rng), "precision": precision(rng)}
    Path(__file__).with_suffix(".json").write_text(json.dumps(data, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
