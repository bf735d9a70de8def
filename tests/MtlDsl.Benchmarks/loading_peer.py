#!/usr/bin/python3
"""The other side of the loading benchmark: an epoch of photos, decoded and augmented by torchvision, for every line that is read.

    loading_peer.py FOLDER BATCH WORKERS     FOLDER has JPEGImages and boxes.json

Prints the seconds, the seconds of processor time and the number of images of each epoch.
"""
import json
import os
import random
import resource
import sys
import time

import torch
import torchvision.transforms.functional as F
from torch.utils.data import DataLoader, Dataset
from torchvision.io import ImageReadMode, decode_jpeg, read_file
from torchvision.ops import box_iou

MEAN, DEVIATION = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]


def distort(image):
    """Brightness, contrast, saturation and hue, each half of the time, the contrast before or after the others."""
    contrast_first = random.random() < 0.5
    if random.random() < 0.5:
        image = F.adjust_brightness(image, random.uniform(0.875, 1.125))
    if contrast_first and random.random() < 0.5:
        image = F.adjust_contrast(image, random.uniform(0.5, 1.5))
    if random.random() < 0.5:
        image = F.adjust_saturation(image, random.uniform(0.5, 1.5))
    if random.random() < 0.5:
        image = F.adjust_hue(image, random.uniform(-0.05, 0.05))
    if not contrast_first and random.random() < 0.5:
        image = F.adjust_contrast(image, random.uniform(0.5, 1.5))
    return image


def expand(image, boxes):
    if random.random() < 0.5:
        return image, boxes
    height, width = image.shape[-2:]
    ratio = random.uniform(1, 4)
    left, top = int(random.uniform(0, ratio - 1) * width), int(random.uniform(0, ratio - 1) * height)
    canvas = torch.tensor(MEAN).view(3, 1, 1).repeat(1, int(ratio * height), int(ratio * width))
    canvas[:, top:top + height, left:left + width] = image
    return canvas, boxes + torch.tensor([left, top, left, top])


def crop(image, boxes):
    overlap = random.choice([None, 0.0, 0.1, 0.3, 0.5, 0.7, 0.9])
    if overlap is None or len(boxes) == 0:
        return image, boxes
    height, width = image.shape[-2:]
    for _ in range(50):
        w, h = int(width * random.uniform(0.3, 1)), int(height * random.uniform(0.3, 1))
        if not 0.5 <= w / h <= 2:
            continue
        left, top = int(random.uniform(0, width - w)), int(random.uniform(0, height - h))
        x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
        inside = (x > left) & (x < left + w) & (y > top) & (y < top + h)
        if not inside.any():
            continue
        kept = boxes[inside]
        if box_iou(kept, torch.tensor([[left, top, left + w, top + h]], dtype=torch.float)).max() < overlap:
            continue
        kept = kept - torch.tensor([left, top, left, top])
        kept[:, 0::2].clamp_(0, w)
        kept[:, 1::2].clamp_(0, h)
        return image[:, top:top + h, left:left + w], kept
    return image, boxes


class Photos(Dataset):
    def __init__(self, folder):
        with open(os.path.join(folder, "boxes.json")) as file:
            self.items = [(os.path.join(folder, "JPEGImages", name + ".jpg"), boxes) for name, boxes in json.load(file).items()]

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        path, boxes = self.items[index]
        image = decode_jpeg(read_file(path), ImageReadMode.RGB).float().div_(255)
        image, boxes = expand(distort(image), torch.tensor(boxes, dtype=torch.float).reshape(-1, 4))
        image, boxes = crop(image, boxes)
        height, width = image.shape[-2:]
        boxes = boxes / torch.tensor([width, height, width, height])
        if random.random() < 0.5:
            image = F.hflip(image)
            boxes = torch.stack([1 - boxes[:, 2], boxes[:, 1], 1 - boxes[:, 0], boxes[:, 3]], 1)
        return F.normalize(F.resize(image, [300, 300], antialias=True), MEAN, DEVIATION), boxes


def cpu():
    return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def collate(samples):
    return torch.stack([image for image, _ in samples]), [boxes for _, boxes in samples]


def main(folder, batch, workers):
    photos = Photos(folder)
    print("ready", flush=True)
    for _ in sys.stdin:
        start, used, images = time.perf_counter(), cpu(), 0
        # Processor time of workers counts when they have ended: a loader an epoch.
        for data, _ in DataLoader(photos, batch, shuffle=True, num_workers=workers, collate_fn=collate):
            images += len(data)
        print(time.perf_counter() - start, cpu() - used, images, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
