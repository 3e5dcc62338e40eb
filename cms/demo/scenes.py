"""Nine scenes of union life, drawn: each call makes another picture of the same kind."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image

from cms.demo.canvas import COATS, GOLD, HEIGHT, RED, WHITE, WIDTH, Canvas
from cms.demo.chance import Chance

_SKIES = (((92, 158, 214), (214, 234, 246)), ((120, 142, 168), (226, 226, 220)), ((240, 168, 106), (250, 232, 200)))
_WALLS = (((236, 226, 204), (214, 198, 170)), ((214, 226, 232), (184, 200, 210)), ((230, 232, 214), (202, 208, 180)))
_GREENS = ((72, 128, 72), (96, 146, 70), (58, 110, 84))


def draw(scene: str, banner: str, number: int) -> Image.Image:
    """A picture of a scene with the words of its banner; the same number gives the same picture."""
    canvas = Canvas(Chance("scene", scene, banner, number))
    SCENES[scene](canvas, banner)
    return canvas.image


def _outdoors(canvas: Canvas) -> None:
    canvas.gradient(*canvas.chance.choice(_SKIES))
    canvas.disc(canvas.chance.randrange(200, 1400), canvas.chance.randrange(90, 240), 62, (255, 240, 190))
    canvas.ridge(430, 55, (126, 152, 150))
    canvas.ridge(540, 40, (94, 136, 112))
    canvas.ridge(660, 22, canvas.chance.choice(_GREENS))


def _hall(canvas: Canvas, banner: str) -> None:
    top, bottom = canvas.chance.choice(_WALLS)
    canvas.gradient(top, bottom)
    canvas.box(180, 90, 1420, 560, (150, 30, 34))
    for x in range(180, 1420, 62):
        canvas.box(x, 90, x + 26, 560, (164, 36, 40))
    canvas.banner(banner, (320, 190, 1280, 330))
    canvas.box(0, 560, WIDTH, 700, (120, 84, 58))
    canvas.person(canvas.chance.choice((420, 800, 1180)), 640, 380, (36, 44, 66))
    speaker = canvas.chance.choice((300, 640, 1300))
    canvas.box(speaker - 70, 470, speaker + 70, 690, (146, 98, 60), 8)
    canvas.disc(speaker, 540, 30, GOLD)
    canvas.gradient((96, 72, 56), (60, 46, 40), (0, 700, WIDTH, HEIGHT))
    for row, y in enumerate((830, 950, 1090)):
        for x in range(60 + row * 40, WIDTH, 150 + row * 14):
            canvas.person(x + canvas.chance.randrange(-14, 15), y + 190, 330 + row * 34)


def _gifts(canvas: Canvas, banner: str) -> None:
    top, bottom = canvas.chance.choice(_WALLS)
    canvas.gradient(top, bottom)
    canvas.banner(banner, (240, 110, 1360, 260))
    canvas.gradient((178, 150, 120), (138, 112, 90), (0, 760, WIDTH, HEIGHT))
    pairs = canvas.chance.choice((2, 3))
    for pair in range(pairs):
        middle = WIDTH * (pair + 0.5) / pairs
        gift = canvas.chance.choice((RED, (44, 120, 180), (236, 170, 60), (70, 150, 90)))
        canvas.person(middle - 130, 1010, 620, (232, 236, 240), reach=0.2)
        canvas.person(middle + 130, 1010, 590, reach=-0.2)
        canvas.box(middle - 52, 560, middle + 52, 680, gift, 10)
        canvas.box(middle - 8, 560, middle + 8, 680, GOLD)


def _house(canvas: Canvas, banner: str) -> None:
    _outdoors(canvas)
    left = canvas.chance.randrange(420, 640)
    canvas.box(left, 480, left + 640, 860, canvas.chance.choice(((246, 226, 176), (232, 236, 230), (236, 206, 190))))
    canvas.shape(
        [(left - 70, 490), (left + 320, 290), (left + 710, 490)], canvas.chance.choice(((168, 62, 48), (52, 96, 140)))
    )
    canvas.box(left + 260, 620, left + 380, 860, (110, 74, 50))
    for x in (left + 70, left + 450):
        canvas.box(x, 610, x + 120, 730, (150, 190, 210))
        canvas.box(x + 56, 610, x + 64, 730, WHITE)
    canvas.banner(banner, (left + 60, 500, left + 580, 570), 40)
    for x in (140, 260, 1330, 1450):
        canvas.person(x, 1000, 440)


def _sports(canvas: Canvas, banner: str) -> None:
    _outdoors(canvas)
    canvas.gradient((200, 118, 74), (176, 96, 60), (0, 700, WIDTH, HEIGHT))
    for x in (400, 1190):
        canvas.box(x, 70, x + 10, 720, (190, 190, 196))
    canvas.banner(banner, (380, 70, 1220, 170), 48)
    for y in (740, 1020):
        canvas.box(60, y, 1540, y + 8, WHITE)
    canvas.box(790, 430, 806, 1000, (70, 70, 76))
    for y in range(440, 640, 26):
        canvas.box(560, y, 1040, y + 4, WHITE)
    first, second = canvas.chance.sample(COATS[1:], 2)
    for number in range(3):
        canvas.person(160 + number * 190, 930 + number * 26, 430, first, reach=0.22)
        canvas.person(1060 + number * 190, 980 - number * 26, 430, second, reach=-0.22)
    canvas.disc(canvas.chance.randrange(620, 1000), canvas.chance.randrange(250, 400), 34, (250, 240, 120))


def _factory(canvas: Canvas, banner: str) -> None:
    canvas.gradient((206, 214, 220), (168, 178, 186))
    for x in range(60, WIDTH, 260):
        canvas.box(x, 60, x + 170, 82, (252, 252, 236))
        canvas.box(x + 70, 82, x + 96, 640, (122, 132, 142))
    canvas.banner(banner, (380, 150, 1220, 250), 48)
    canvas.gradient((120, 132, 128), (92, 102, 100), (0, 640, WIDTH, HEIGHT))
    coat = canvas.chance.choice(COATS[1:5])
    for row, y in enumerate((640, 760, 900)):
        for x in range(110 + row * 60, WIDTH - 40, 250):
            canvas.person(x, y + 90, 330 + row * 40, coat)
            canvas.box(x - 100, y - 20, x + 100, y + 60, (216, 206, 186), 6)
            canvas.box(x - 34, y - 60, x + 30, y - 18, (66, 80, 96), 6)


def _portrait(canvas: Canvas, banner: str) -> None:
    top, bottom = canvas.chance.choice(_WALLS)
    canvas.gradient(top, bottom)
    for shelf in range(3):
        canvas.box(80, 180 + shelf * 200, 620, 196 + shelf * 200, (130, 92, 62))
        for x in range(100, 600, 40):
            tall = canvas.chance.randrange(70, 130)
            canvas.box(x, 180 + shelf * 200 - tall, x + 30, 180 + shelf * 200, canvas.chance.choice(COATS[1:]), 3)
    canvas.person(1040, 1420, 1180, canvas.chance.choice(COATS[:4]))
    canvas.box(0, 960, WIDTH, HEIGHT, (142, 98, 64))
    canvas.box(200, 890, 480, 960, WHITE, 8)


def _tent(canvas: Canvas, banner: str) -> None:
    _outdoors(canvas)
    canvas.shape(
        [(120, 420), (800, 170), (1480, 420), (1480, 470), (120, 470)],
        canvas.chance.choice(((230, 60, 56), (52, 110, 180))),
    )
    canvas.banner(banner, (420, 360, 1180, 450), 46)
    for x in (140, 1440):
        canvas.box(x, 470, x + 20, 920, (220, 220, 224))
    canvas.gradient((170, 176, 150), (136, 146, 118), (0, 880, WIDTH, HEIGHT))
    for x in (330, 760, 1190):
        canvas.box(x - 130, 760, x + 130, 820, WHITE, 20)
        canvas.person(x + 160, 920, 430, WHITE, reach=-0.22)
        canvas.person(x - 70, 960, 430)


def _hills(canvas: Canvas, banner: str) -> None:
    _outdoors(canvas)
    for step in range(6):
        canvas.ridge(690 + step * 62, 12, (96 + step * 12, 150 + step * 8, 66))
    for _tree in range(16):
        x, y = canvas.chance.randrange(30, 1570), canvas.chance.randrange(720, 980)
        canvas.box(x - 4, y - 50, x + 4, y, (108, 78, 50))
        canvas.disc(x, y - 66, 30, (46, 122, 62))
    for x in canvas.chance.sample(range(140, 1500, 170), 5):
        canvas.person(x, 1040, 400, canvas.chance.choice(((40, 90, 160), (44, 96, 150))), reach=0.16)
    for x in (110, 660):
        canvas.box(x, 560, x + 10, 900, (150, 120, 90))
    canvas.banner(banner, (90, 560, 690, 650), 40)


def _school(canvas: Canvas, banner: str) -> None:
    canvas.gradient(*canvas.chance.choice(_SKIES))
    canvas.box(120, 220, 1480, 740, (244, 214, 130))
    canvas.box(90, 180, 1510, 232, (160, 66, 52))
    for x in range(180, 1400, 210):
        for y in (300, 520):
            canvas.box(x, y, x + 130, y + 130, (140, 184, 206), 4)
    canvas.banner(banner, (380, 430, 1220, 515), 48)
    canvas.gradient((206, 190, 160), (176, 160, 132), (0, 740, WIDTH, HEIGHT))
    for x in range(110, WIDTH, 140):
        canvas.person(x, 960 + canvas.chance.randrange(0, 60), canvas.chance.randrange(270, 330), WHITE)
    canvas.person(800, 1040, 520, (60, 84, 140), reach=0.2)


SCENES: dict[str, Callable[[Canvas, str], None]] = {
    "factory": _factory,
    "gifts": _gifts,
    "hall": _hall,
    "hills": _hills,
    "house": _house,
    "portrait": _portrait,
    "school": _school,
    "sports": _sports,
    "tent": _tent,
}
