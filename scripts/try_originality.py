"""Try the evidence of originality on a folder of real photos, and print tables for docs/photos.md.

    .venv/bin/python scripts/try_originality.py FOLDER [--copies 120]

Every photo is compared with every other (false alarms), and some with copies of which is known what was done to them
(hits). Copies "as a messenger makes them" are simulated: no messenger took part. Nothing is written anywhere.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import django
from django.core.files.base import ContentFile
from PIL import Image, ImageEnhance, ImageOps

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")
warnings.simplefilter("ignore")
django.setup()

from cms.photos.decoding import UNREADABLE  # noqa: E402
from cms.photos.models import Photo, PhotoTraits  # noqa: E402
from cms.photos.originality.fingerprints import Fingerprints, distance  # noqa: E402
from cms.photos.originality.lookup import Bands, Probes  # noqa: E402
from cms.photos.originality.messengers import looks_passed_on  # noqa: E402
from cms.photos.originality.programs import editing_program  # noqa: E402
from cms.photos.originality.reading import examined  # noqa: E402
from cms.photos.originality.traits import Traits  # noqa: E402

SMALLEST_SIDE = 300
LIMITS = (4, 6, 8, 10)
Change = Callable[[Image.Image], Image.Image]


class Tried(NamedTuple):
    """A file of the folder, or a copy."""

    name: str
    size: tuple[int, int]
    traits: Traits
    fingerprints: Fingerprints


class Sample(NamedTuple):
    """A file of which copies are made."""

    file: Tried
    path: Path

    def picture(self) -> Image.Image:
        """The picture, upright, at most 3000 pixels long to spare memory."""
        with Image.open(self.path) as image:
            return within(3000)(ImageOps.exif_transpose(image).convert("RGB"))


def tried(name: str, held: bytes) -> Tried:
    with Image.open(BytesIO(held)) as image:
        size = image.size
    return Tried(name, size, *examined(ContentFile(held, name=name)))


def photos_in(folder: Path) -> Iterator[tuple[Path, Image.Image]]:
    """Every photo that can be decoded and is no thumbnail, upright."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            with Image.open(path) as image:
                upright = ImageOps.exif_transpose(image).convert("RGB")
        except UNREADABLE:
            continue
        if min(upright.size) >= SMALLEST_SIDE:
            yield path, upright


def encoded(image: Image.Image, quality: int = 85, *, progressive: bool = False) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=quality, progressive=progressive)
    return buffer.getvalue()


def within(side: int) -> Change:
    def change(image: Image.Image) -> Image.Image:
        small = image.copy()
        small.thumbnail((side, side), Image.Resampling.LANCZOS)
        return small

    return change


def cut(left: float, upper: float, right: float, lower: float) -> Change:
    def change(image: Image.Image) -> Image.Image:
        width, height = image.size
        edges = (left * width, upper * height, (1 - right) * width, (1 - lower) * height)
        return image.crop((round(edges[0]), round(edges[1]), round(edges[2]), round(edges[3])))

    return change


def unevenly_cut(chance: random.Random) -> Change:
    return cut(*(chance.uniform(0, 0.05) for _edge in range(4)))


def captioned(image: Image.Image) -> Image.Image:
    """With a black bar over the lowest tenth."""
    copy = image.copy()
    copy.paste((0, 0, 0), (0, round(0.9 * image.height), image.width, image.height))
    return copy


def on_a_screen(image: Image.Image) -> Image.Image:
    """Between two white bars of 8 % of its height, as a picture viewer shows it."""
    bar = round(0.08 * image.height)
    return ImageOps.expand(image, (0, bar, 0, bar), (255, 255, 255))


def copies_of(image: Image.Image, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """Copies by what was done to them."""
    for quality in (95, 70, 50, 30):
        yield f"recompressed, quality {quality}", encoded(image, quality)
    for side in (2560, 1280, 960, 640):
        yield f"at most {side}", encoded(within(side)(image))
    for part in (0.01, 0.03, 0.05):
        yield f"{part:.0%} cut off every edge", encoded(cut(part, part, part, part)(image))
    yield "0 to 5 % cut off each edge", encoded(unevenly_cut(chance)(image))
    yield "the same, to 640 pixels, quality 50", encoded(within(640)(unevenly_cut(chance)(image)), 50)
    yield "8 % cut off every edge (not promised)", encoded(cut(0.08, 0.08, 0.08, 0.08)(image))
    yield "brighter by 25 %", encoded(ImageEnhance.Brightness(image).enhance(1.25))
    yield (
        "more contrast and colour (30 %)",
        encoded(ImageEnhance.Color(ImageEnhance.Contrast(image).enhance(1.3)).enhance(1.3)),
    )
    yield "in grey", encoded(image.convert("L").convert("RGB"))
    yield "a bar over the lowest tenth (not promised)", encoded(captioned(image))
    yield "between two bars, as on a screen (not promised)", encoded(on_a_screen(image))
    yield "turned by 90 degrees (not promised)", encoded(image.transpose(Image.Transpose.ROTATE_90))
    yield "mirrored (not promised)", encoded(ImageOps.mirror(image))


def as_messengers_might(image: Image.Image) -> Iterator[tuple[str, bytes]]:
    """Simulated: sizes and qualities of the kind that messengers are reported to use."""
    yield "simulated: 1600 pixels, quality 70", encoded(within(1600)(image), 70)
    yield "simulated: 2048 pixels, quality 85, progressive", encoded(within(2048)(image), 85, progressive=True)
    yield "simulated: 1280 pixels, quality 60", encoded(within(1280)(image), 60)
    yield "simulated: 2560 pixels, quality 92", encoded(within(2560)(image), 92)
    yield "no messenger: metadata removed, full size, quality 95", encoded(image, 95)


def apart(asking: Fingerprints, stored: Fingerprints) -> int:
    """The distance of what the look-up finds; 64 where it finds nothing, or one of them is flat."""
    if not asking.asked:
        return 64
    probes = Probes.of(asking.asked)
    found = [other for other in stored.stored if probes.find(Bands.of(other))]
    return min((distance(one, other) for one in asking.asked for other in found), default=64)


def row(*cells: object) -> None:
    print("|", " | ".join(str(cell) for cell in cells), "|")


def heading(*cells: object) -> None:
    print()
    row(*cells)
    row(*("---" for _cell in cells))


def shares(distances: list[int]) -> list[str]:
    return [f"{sum(bits <= limit for bits in distances) / len(distances):.1%}" for limit in LIMITS]


def print_hits(samples: list[Sample], chance: random.Random) -> None:
    found: dict[str, list[int]] = {}
    for sample in samples:
        original = sample.file
        for done, held in copies_of(sample.picture(), chance):
            copy = tried(done, held).fingerprints
            bits = [apart(copy, original.fingerprints), apart(original.fingerprints, copy)]
            found.setdefault(done, []).extend(bits)
    heading(f"hits ({len(samples)} photos, either first)", "median bits", "most", *(f"≤ {limit}" for limit in LIMITS))
    for done, distances in found.items():
        row(done, round(statistics.median(distances)), max(distances), *shares(distances))


def print_false_alarms(files: list[Tried], nearest: int) -> None:
    pairs = list(combinations([file for file in files if file.fingerprints.stored], 2))
    bits = {
        (one, other): min(apart(one.fingerprints, other.fingerprints), apart(other.fingerprints, one.fingerprints))
        for one, other in pairs
    }
    heading(f"pairs of different files ({len(pairs)})", *(f"≤ {limit}" for limit in LIMITS))
    row("pairs", *(sum(value <= limit for value in bits.values()) for limit in LIMITS))
    heading(f"pairs within {nearest} bits, to be looked at", "bits")
    for (one, other), value in sorted(bits.items(), key=lambda entry: entry[1]):
        if value <= nearest:
            row(f"{one.name} ~ {other.name}", value)


def print_traits(files: Iterable[Tried], samples: list[Sample]) -> None:
    files = list(files)
    of_cameras = [file for file in files if file.traits.camera]
    jpegs = [file for file in of_cameras if file.traits.quality]
    qualities = sorted(file.traits.quality or 0 for file in jpegs)
    heading(
        "files", "number", "said to have passed a messenger", "traces of editing", "longest side < 1600", "quality < 75"
    )
    for label, group in (("with a camera's name", of_cameras), ("without", [f for f in files if not f.traits.camera])):
        row(label, len(group), *(sum(map(test, group)) for test in (_passed_on, _edited, _small, _compressed)))
    if qualities:
        tenths = [qualities[len(qualities) * part // 100] for part in (1, 5, 10, 25, 50, 75)]
        heading("JPEGs of cameras", "1 %", "5 %", "10 %", "25 %", "50 %", "75 %", "by standard tables")
        row(
            "estimated quality below", *tenths, f"{sum(bool(f.traits.has_standard_tables) for f in jpegs)}/{len(jpegs)}"
        )
    said: Counter[str] = Counter()
    for sample in samples:
        said.update(done for done, held in as_messengers_might(sample.picture()) if _passed_on(tried(done, held)))
    heading(f"simulated copies of {len(samples)} photos", "said to have passed a messenger")
    for done, _held in as_messengers_might(samples[0].picture()):
        row(done, f"{said[done] / len(samples):.1%}")


def _read(file: Tried) -> tuple[Photo, PhotoTraits]:
    photo = Photo(collection_id=1, original_name="IMG_0001.jpg", width=file.size[0], height=file.size[1])
    return photo, PhotoTraits(photo=photo, **file.traits._asdict())


def _passed_on(file: Tried) -> bool:
    return looks_passed_on(*_read(file))


def _edited(file: Tried) -> bool:
    return editing_program(_read(file)[1]) is not None


def _small(file: Tried) -> bool:
    return max(file.size) < 1600


def _compressed(file: Tried) -> bool:
    return (file.traits.quality or 100) < 75


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--copies", type=int, default=120, help="of how many photos copies are made")
    options = parser.parse_args()
    chance = random.Random(2019)  # noqa: S311 - not for secrets
    files: list[Tried] = []
    kept: list[Sample] = []
    for path, _upright in photos_in(options.folder):
        file = tried(path.name, path.read_bytes())
        files.append(file)
        if file.fingerprints.stored:
            kept.append(Sample(file, path))
    flat = [file.name for file in files if not file.fingerprints.stored]
    print(f"{len(files)} photos, of which too flat: {len(flat)} ({', '.join(flat)})")
    samples = chance.sample(kept, min(options.copies, len(kept)))
    print_traits(files, samples)
    print_hits(samples, chance)
    print_false_alarms(files, LIMITS[-1])


if __name__ == "__main__":
    main()
