#!/usr/bin/python3
"""The other side of the training-step benchmark: a step of the PyTorch networks for every line that is read.

    step_peer.py REFERENCE BATCH PIXELS     REFERENCE is a file with a module Net(segmentation, detection)

Prints the seconds of each step and the most bytes that were resident so far.
"""
import importlib.util
import resource
import sys
import time

import torch


def main(reference, batch, pixels):
    spec = importlib.util.spec_from_file_location("reference", reference)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    torch.manual_seed(0)
    torch.set_num_threads(2)
    net = module.Net(21, 21).train()
    sgd = torch.optim.SGD(net.parameters(), 1e-3, 0.9)
    images = torch.randn(batch, 3, pixels, pixels)
    print("ready", flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        sgd.zero_grad()
        sum(o.mean() for o in net(images)).backward()
        sgd.step()
        print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
