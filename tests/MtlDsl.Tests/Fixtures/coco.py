"""COCO's detection measures, written down literally and slowly: every number is computed on its own from the definition.

Reads {"classes": n, "images": [{"width", "height", "truth": [{"class", "box", "difficult", "crowd"}],
"found": [{"class", "box", "score"}]}]} with boxes as left, top, right, bottom in pixels; prints the twelve numbers of each class
and their means.
"""
import json
import sys

import numpy as np

OVERLAPS = np.linspace(0.5, 0.95, 10)
RECALLS = np.linspace(0, 1, 101)
SIZES = {"all": (0, 1e10), "small": (0, 32**2), "medium": (32**2, 96**2), "large": (96**2, 1e10)}


def area(box):
    return (box[2] - box[0]) * (box[3] - box[1])


def overlap(found, true):
    width = min(found[2], true["box"][2]) - max(found[0], true["box"][0])
    height = min(found[3], true["box"][3]) - max(found[1], true["box"][1])
    common = max(width, 0) * max(height, 0)
    whole = area(found) if true["crowd"] else area(found) + area(true["box"]) - common
    return common / whole


def judge(image, cls, threshold, size, most):
    """(score, "hit" | "miss" | None) of each detection of a class, and the number of objects that count."""
    low, high = SIZES[size]

    def counts(true):
        return not true["difficult"] and not true["crowd"] and low <= area(true["box"]) <= high

    truth = [t for t in image["truth"] if t["class"] == cls]
    found = sorted((f for f in image["found"] if f["class"] == cls), key=lambda f: -f["score"])[:100]
    free = set(range(len(truth)))
    verdicts = []
    for f in found:
        verdict = "miss" if low <= area(f["box"]) <= high else None
        # Objects that count go first; the others are looked at only where none of those fits.
        for group in (True, False):
            fitting = [
                i
                for i, t in enumerate(truth)
                if counts(t) == group and (i in free or t["crowd"]) and overlap(f["box"], t) >= threshold
            ]
            if fitting:
                match = max(fitting, key=lambda i: (overlap(f["box"], truth[i]), i))
                free.discard(match)
                verdict = "hit" if group else None
                break
        verdicts.append((f["score"], verdict))
    return verdicts[:most], sum(map(counts, truth))


def curve(images, cls, threshold, size, most):
    """Average precision and largest recall of a class at one overlap; nan where there is nothing to find."""
    judged = [judge(image, cls, threshold, size, most) for image in images]
    objects = sum(count for _, count in judged)
    if objects == 0:
        return np.nan, np.nan
    verdicts = [v for image, _ in judged for v in image]
    verdicts.sort(key=lambda v: -v[0])
    hits = np.cumsum([v == "hit" for _, v in verdicts])
    misses = np.cumsum([v == "miss" for _, v in verdicts])
    if len(verdicts) == 0:
        return 0.0, 0.0
    precision = hits / np.maximum(hits + misses, 1e-30)
    recall = hits / objects
    read = [max(precision[recall >= r], default=0.0) for r in RECALLS]
    return float(np.mean(read)), float(recall[-1])


def summary(images, cls):
    def ap(thresholds, size="all"):
        return float(np.mean([curve(images, cls, t, size, 100)[0] for t in thresholds]))

    def ar(size="all", most=100):
        return float(np.mean([curve(images, cls, t, size, most)[1] for t in OVERLAPS]))

    return [
        ap(OVERLAPS), ap(OVERLAPS[:1]), ap(OVERLAPS[5:6]),
        ap(OVERLAPS, "small"), ap(OVERLAPS, "medium"), ap(OVERLAPS, "large"),
        ar(most=1), ar(most=10), ar(),
        ar("small"), ar("medium"), ar("large"),
    ]  # fmt: skip


data = json.load(sys.stdin)
each = [summary(data["images"], cls) for cls in range(data["classes"])]
mean = [float(np.mean([v for v in column if not np.isnan(v)] or [np.nan])) for column in zip(*each)]
print(json.dumps({"each": each, "mean": mean}).replace("NaN", '"NaN"'))
