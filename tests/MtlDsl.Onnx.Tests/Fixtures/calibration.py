"""What numpy says of activations: python3 calibration.py percentile|entropy VALUES ..."""
import sys

import numpy


def percentile(values, share):
    cut = (1 - float(share)) / 2
    return numpy.quantile(values, cut, method="lower"), numpy.quantile(values, 1 - cut, method="higher")


def entropy(values, levels, width, most):
    """Migacz's search, bin by bin as it is defined; exact zeros left out."""
    levels, width, most = int(levels), float(width), int(most)
    sizes = numpy.abs(values[values != 0].astype(numpy.float64))
    counts = numpy.bincount((sizes / width).astype(numpy.int64), minlength=most).astype(numpy.float64)
    counts = counts[: numpy.nonzero(counts)[0][-1] + 1]
    best = (numpy.inf, None)
    for kept in range(levels, len(counts) + 1):
        inside = counts[:kept]
        p = inside.copy()
        p[-1] += counts[kept:].sum()
        q = numpy.zeros(kept)
        size = kept // levels
        for level in range(levels):
            end = kept if level == levels - 1 else (level + 1) * size
            part = slice(level * size, end)
            occupied = inside[part] > 0
            if occupied.any():
                q[part] = numpy.where(occupied, inside[part].sum() / occupied.sum(), 0)
        p, q = p / p.sum(), q / q.sum()
        there = p > 0
        divergence = numpy.inf if (q[there] == 0).any() else float((p[there] * numpy.log(p[there] / q[there])).sum())
        if divergence <= best[0] + 1e-12:
            best = (divergence, kept)
    return [best[1] * width]


what, file, *arguments = sys.argv[1:]
for number in {"percentile": percentile, "entropy": entropy}[what](numpy.fromfile(file, numpy.float32), *arguments):
    print(repr(float(number)))
