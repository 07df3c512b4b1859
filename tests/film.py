"""Films of a printed QR card as a tablet's camera sees it: worn, tilted, badly lit. Chromium plays them as a camera."""

import re
from math import cos as cosine, pi, radians, sin as sine
from pathlib import Path
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from staff.qr_codes import draw

WIDE, HIGH = 1280, 720
FRAMES = 6
CARD = (880, 540)
CODE = 400  # dots across on the card, with its white margin
WITHOUT_MARGIN = 335
NOISE = 12  # levels up or down
TILTED, STRAIGHT = 25, 0  # degrees
LEANING = (0.00022, 0.00034)  # how much farther away one side is: the card lies on a desk


def painted(drawing: str) -> Image.Image:
    """The code's drawing as a picture, eight dots a module."""
    size = 8 * int(re.search(r'viewBox="0 0 (\d+)', drawing)[1])
    picture = Image.new("L", (size, size), 255)
    pen = ImageDraw.Draw(picture)
    for run in re.findall(r"M(\d+) (\d+)h(\d+)", drawing):
        x, y, length = map(int, run)
        pen.rectangle((8 * x, 8 * y, 8 * (x + length) - 1, 8 * y + 7), fill=0)
    return picture


def write_film(file: Path, words: str, worn=False, tilted=False, dim=False) -> Path:
    """A card with this in its code, lying on a desk: six pictures that Chromium shows over and over."""
    chance = Random(7)  # every card wears alike, so that no run is unlucky
    card = printed_card(words)
    if worn:
        wear(card, chance)
    with file.open("wb") as film:
        film.write(f"YUV4MPEG2 W{WIDE} H{HIGH} F8:1 Ip A1:1 C420\n".encode())
        for number in range(FRAMES):
            picture = lay_down(card, TILTED + number if tilted else STRAIGHT, LEANING if tilted else (0, 0))
            if dim:
                picture = dim_light(picture)
            film.write(b"FRAME\n" + as_seen(picture, chance).tobytes() + bytes([128]) * (WIDE * HIGH // 2))
    return file


def printed_card(words: str) -> Image.Image:
    """White card with the code, and grey bars where the name stands."""
    card = Image.new("L", CARD, 245)
    code = painted(draw(words)).resize((CODE, CODE), Image.Resampling.LANCZOS)
    card.paste(code, (40, (CARD[1] - CODE) // 2))
    pen = ImageDraw.Draw(card)
    for top, right in ((150, 830), (220, 740), (330, 800)):
        pen.rectangle((500, top, right, top + 36), fill=60)
    return card


def wear(card: Image.Image, chance: Random) -> None:
    """A blot of six hundredths of the code, and scratches right across."""
    pen = ImageDraw.Draw(card)
    across = 2 * round((0.06 * WITHOUT_MARGIN**2 / pi) ** 0.5)
    left, top = 40 + CODE * 0.5, (CARD[1] - CODE) / 2 + CODE * 0.42
    pen.ellipse((left, top, left + across, top + across), fill=30)
    for _ in range(7):
        ends = [(chance.randrange(40, 440), chance.randrange(70, 470)) for _ in range(2)]
        pen.line(ends, fill=chance.choice((235, 200)), width=2)


def lay_down(card: Image.Image, degrees: float, leaning: tuple[float, float]) -> Image.Image:
    """The card on a grey desk, turned and seen from one side."""
    desk = Image.linear_gradient("L").resize((WIDE, HIGH)).point(lambda dot: 90 + dot // 12)
    place = seen_from_aside(card.size, degrees, leaning)
    how = (Image.Transform.PERSPECTIVE, place, Image.Resampling.BICUBIC)
    there = Image.new("L", card.size, 255).transform((WIDE, HIGH), *how)
    desk.paste(card.transform((WIDE, HIGH), *how), mask=there)
    return desk


def seen_from_aside(size, degrees: float, leaning) -> tuple[float, ...]:
    """The eight figures that lead from a dot of the picture to a dot of the card."""
    cos, sin = cosine(radians(degrees)), sine(radians(degrees))
    larger = 1.25  # the card's dots for one of the picture's
    lean_x, lean_y = leaning
    to_middle = ((1, 0, -WIDE / 2), (0, 1, -HIGH / 2), (0, 0, 1))
    lean = ((1, 0, 0), (0, 1, 0), (lean_x, lean_y, 1))
    rotate = ((larger * cos, larger * sin, 0), (-larger * sin, larger * cos, 0), (0, 0, 1))
    onto_card = ((1, 0, size[0] / 2), (0, 1, size[1] / 2), (0, 0, 1))
    whole = times(onto_card, times(rotate, times(lean, to_middle)))
    figures = [figure / whole[2][2] for row in whole for figure in row]
    return tuple(figures[:8])


def times(left, right):
    """Two matrices of three by three, multiplied."""
    return [
        [sum(left[row][each] * right[each][column] for each in range(3)) for column in range(3)] for row in range(3)
    ]


def dim_light(picture: Image.Image) -> Image.Image:
    """A lamp far on one side: nearly dark on the other, and black is no more than grey."""
    light = Image.linear_gradient("L").rotate(90).resize(picture.size).point(lambda dot: 60 + dot * 150 // 255)
    return ImageChops.multiply(picture.point(lambda dot: 70 + dot * 150 // 255), light)


def as_seen(picture: Image.Image, chance: Random) -> Image.Image:
    """What a cheap camera makes of it: a little out of focus, with noise."""
    noise = Image.frombytes("L", picture.size, chance.randbytes(picture.width * picture.height))
    spread = noise.point(lambda dot: dot * 2 * NOISE // 255)
    return ImageChops.add(picture.filter(ImageFilter.GaussianBlur(1.1)), spread, offset=-NOISE)
