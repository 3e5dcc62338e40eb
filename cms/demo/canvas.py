"""What the demonstration's pictures are drawn with: skies, hills, people, and letters on banners."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from cms.demo.chance import Chance
from cms.vietnamese.text import fold

Colour = tuple[int, int, int]

SIZE = (1600, 1067)
WIDTH, HEIGHT = SIZE
RED, GOLD, WHITE = (190, 28, 34), (252, 214, 66), (250, 250, 246)
_FONTS = ("DejaVuSans-Bold.ttf", "NotoSans-Bold.ttf", "LiberationSans-Bold.ttf", "Arial Bold.ttf", "arialbd.ttf")
_SKIN = ((226, 182, 148), (214, 165, 130), (201, 150, 116), (232, 192, 162))
_HAIR = ((28, 24, 24), (44, 34, 30), (60, 56, 56))
COATS = ((240, 240, 240), (43, 84, 140), (28, 110, 92), (186, 60, 60), (222, 150, 50), (108, 92, 150), (70, 78, 90))


@cache
def font(size: int) -> tuple[ImageFont.FreeTypeFont | ImageFont.ImageFont, bool]:
    """A font, and whether it has Vietnamese letters: the one built into Pillow has none."""
    for name in _FONTS:
        try:
            return ImageFont.truetype(name, size), True
        except OSError:
            continue
    return ImageFont.load_default(size), False


def write(
    draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, size: int, colour: Colour, anchor: str
) -> None:
    """Write one line; without diacritics where no font has them."""
    letters, vietnamese = font(size)
    draw.text(at, text if vietnamese else fold(text).upper(), font=letters, fill=colour, anchor=anchor)


class Canvas:
    """A picture that is being drawn, with the chance that decides its details."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.image = Image.new("RGB", SIZE)
        self.draw = ImageDraw.Draw(self.image)

    def gradient(self, top: Colour, bottom: Colour, box: tuple[int, int, int, int] = (0, 0, WIDTH, HEIGHT)) -> None:
        """Fill a box with a colour that changes from top to bottom."""
        left, upper, right, lower = box
        mask = Image.linear_gradient("L").resize((right - left, lower - upper))
        self.image.paste(Image.new("RGB", mask.size, top), (left, upper))
        self.image.paste(Image.new("RGB", mask.size, bottom), (left, upper), mask)

    def box(self, left: float, top: float, right: float, bottom: float, fill: Colour, radius: int = 0) -> None:
        """A filled rectangle."""
        self.draw.rounded_rectangle((left, top, right, bottom), radius, fill)

    def shape(self, points: Iterable[tuple[float, float]], fill: Colour) -> None:
        """A filled polygon."""
        self.draw.polygon(list(points), fill)

    def disc(self, x: float, y: float, radius: float, fill: Colour) -> None:
        """A filled circle."""
        self.draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill)

    def ridge(self, height: float, roughness: float, fill: Colour) -> None:
        """A line of hills from one side to the other, down to the ground."""
        points = [(0.0, float(HEIGHT))]
        y = height
        for x in range(0, WIDTH + 81, 80):
            y += self.chance.uniform(-roughness, roughness)
            y = min(max(y, height - 3 * roughness), height + 3 * roughness)
            points.append((x, y))
        self.shape([*points, (WIDTH, HEIGHT)], fill)

    def banner(self, text: str, box: tuple[float, float, float, float], size: int = 58) -> None:
        """A red banner with golden letters."""
        left, top, right, bottom = box
        self.box(left, top, right, bottom, RED, 6)
        while size > 18 and font(size)[0].getlength(text) > (right - left) * 0.92:
            size -= 4
        write(self.draw, ((left + right) / 2, (top + bottom) / 2), text, size, GOLD, "mm")

    def person(self, x: float, feet: float, height: float, coat: Colour | None = None, *, reach: float = 0) -> None:
        """Somebody who stands; ``reach`` is how far an arm is held out, in parts of the height (negative: left)."""
        coat = coat or self.chance.choice(COATS)
        skin, head = self.chance.choice(_SKIN), height * 0.075
        shoulder, hip = feet - height * 0.82, feet - height * 0.45
        trousers = self.chance.choice(((38, 42, 52), (58, 52, 48), (24, 38, 66)))
        for side in (-1, 1):
            leg = x + side * height * 0.055
            self.box(leg - height * 0.045, hip - 6, leg + height * 0.045, feet, trousers, 8)
        self.box(x - height * 0.12, shoulder, x + height * 0.12, hip + height * 0.05, coat, int(height * 0.06))
        for side in (-1, 1):
            arm = x + side * height * 0.13
            if reach * side > 0:
                end = (x + reach * height, shoulder + height * 0.17)
                self.draw.line([(arm, shoulder + height * 0.06), end], coat, int(height * 0.055))
                self.disc(*end, height * 0.032, skin)
            else:
                self.box(arm - height * 0.03, shoulder + 4, arm + height * 0.03, hip + height * 0.04, coat, 8)
        self.disc(x, feet - height * 0.91, head * 1.08, self.chance.choice(_HAIR))
        self.disc(x, feet - height * 0.89, head, skin)
