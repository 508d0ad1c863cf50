"""Finds places for labels beside points so that they hide neither each other nor a point."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

_CHARACTER, _HEIGHT = 7.2, 16.0  # pixels, of the font of labels
_GAP = 11.0


class Box(Struct, frozen=True):
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Say whether two rectangles have room in common."""
        if self.right <= other.left or other.right <= self.left:
            return False
        return self.top < other.bottom and other.top < self.bottom


class Label(Struct, frozen=True):
    """A text at its place; `anchor` is start, middle or end, as SVG has it."""

    x: float
    y: float
    anchor: str
    text: str


def place_labels(points: Sequence[tuple[float, float, str]], within: Box, taken: Sequence[Box]) -> list[Label]:
    """Return a label for each point: to its right, left, above or below, farther away where there is no room."""
    boxes = [*taken, *(Box(x - 7, y - 7, x + 7, y + 7) for x, y, _ in points)]
    labels: list[Label] = []
    for x, y, text in points:
        placed = list(_places(x, y, text))
        label, box = next((pair for pair in placed if _is_free(pair[1], within, boxes)), placed[0])
        labels.append(label)
        boxes.append(box)
    return labels


def _is_free(box: Box, within: Box, boxes: Sequence[Box]) -> bool:
    is_inside = within.left <= box.left and box.right <= within.right
    return is_inside and within.top <= box.top and box.bottom <= within.bottom and not any(map(box.overlaps, boxes))


def _places(x: float, y: float, text: str) -> Iterator[tuple[Label, Box]]:
    width = _CHARACTER * len(text)
    for away in (0.0, _HEIGHT, 2 * _HEIGHT, 3 * _HEIGHT):
        for shift in (away, -away):
            for anchor, left in (("start", x + _GAP), ("end", x - _GAP - width), ("middle", x - width / 2)):
                down = shift + (_sign(shift) * _HEIGHT if anchor == "middle" else 0)
                box = Box(left, y + down - _HEIGHT / 2, left + width, y + down + _HEIGHT / 2)
                at = {"start": left, "end": left + width, "middle": x}[anchor]
                yield Label(round(at, 1), round(y + down + 4.5, 1), anchor, text), box


def _sign(number: float) -> int:
    return -1 if number <= 0 else 1
