"""Makes the small image files beside it and images.json, what PIL reads from them.

    python3 images.py
"""
import io
import json
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

HERE = Path(__file__).parent


def main():
    rng = np.random.default_rng(0)
    y, x = np.mgrid[:20, :30]
    colours = np.stack([8 * x, 12 * y, 4 * x + 6 * y], 2).astype(np.uint8)
    labels = rng.integers(0, 16, (13, 11)).astype(np.uint8)
    palette = rng.integers(0, 256, 768).tolist()

    def indexed(bits):
        image = Image.fromarray((labels % (1 << bits)).astype(np.uint8), "P")
        image.putpalette(palette)
        return image

    indexed(8).save(HERE / "palette8.png")
    indexed(4).save(HERE / "palette4.png", bits=4)
    indexed(2).save(HERE / "palette2.png", bits=2)
    Image.fromarray(labels % 2 == 1).save(HERE / "grey1.png")
    Image.fromarray(labels).save(HERE / "grey8.png")
    Image.fromarray(np.repeat(labels[..., None], 3, 2)).save(HERE / "equal.png")
    Image.fromarray(colours).save(HERE / "colour.png")
    Image.fromarray((colours[..., 0].astype(np.uint16) * 257)).save(HERE / "grey16.png")
    Image.fromarray(np.dstack([colours, colours[..., 0]])).save(HERE / "alpha.png")

    exif = Image.Exif()
    exif[0x0112] = 6                                    # to be turned by 90 degrees clockwise
    thumbnail = io.BytesIO()
    Image.fromarray(colours).resize((8, 6)).save(thumbnail, "JPEG")
    # An end-of-image marker inside the EXIF segment, as a thumbnail brings one.
    Image.fromarray(colours).save(HERE / "turned.jpg", quality=95, subsampling=0, exif=exif.tobytes() + thumbnail.getvalue())
    Image.fromarray(colours).save(HERE / "progressive.jpg", quality=95, subsampling=0, progressive=True)

    expected = {"labels": labels.ravel().tolist(), "size": [11, 13], "colours": colours.ravel().tolist()}
    for name in ("turned.jpg", "progressive.jpg"):
        upright = ImageOps.exif_transpose(Image.open(HERE / name)).convert("RGB")
        expected[name] = {"size": list(upright.size), "pixels": np.asarray(upright).ravel().tolist()}
    (HERE / "images.json").write_text(json.dumps(expected, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
