"""Drawings as pupils make them: strokes of three colours, one a line, in a format that stays small and can only draw.

A drawing is text: the first line is FORMAT, each other line a stroke: its colour (1, 2 or 3) and its points "x,y", x
from 0 to WIDE and y from 0 to HIGH. A longer drawing begins with the shorter one that it grew from."""

import re
from dataclasses import dataclass

FORMAT = b"personalise drawing 1"
WIDE, HIGH = 1000, 600
STROKE = re.compile(rb"([123])((?: \d{1,4},\d{1,4})+)")


@dataclass(frozen=True)
class Stroke:
    """One line of a drawing: its colour, 1 to 3, and its points."""

    colour: int
    points: tuple[tuple[int, int], ...]


def is_drawing(content: bytes) -> bool:
    """Return whether these bytes are a drawing with at least one stroke, and nothing else."""
    first, *lines = content.rstrip(b"\n").split(b"\n")
    return first == FORMAT and bool(lines) and all(STROKE.fullmatch(line) for line in lines)


def strokes_of(content: bytes) -> list[Stroke]:
    """Return the strokes of a drawing, in the order of drawing, within the paper."""
    return [_stroke(found) for found in map(STROKE.fullmatch, content.split(b"\n")[1:]) if found]


def _stroke(found: re.Match[bytes]) -> Stroke:
    pairs = (point.split(b",") for point in found[2].split())
    points = tuple((min(int(x), WIDE), min(int(y), HIGH)) for x, y in pairs)
    return Stroke(int(found[1]), points if len(points) > 1 else points * 2)
