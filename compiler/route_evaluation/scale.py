"""Places numbers on an axis and chooses the round numbers that stand along it."""

from math import ceil, floor, log10

from msgspec import Struct


class Scale(Struct, frozen=True):
    """An axis: `low` lies at the pixel `start`, `high` at `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the pixel of a value, to a tenth."""
        return round(self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start), 1)

    def ticks(self, count: int) -> list[float]:
        """Return about so many round numbers along the axis."""
        step = _step((self.high - self.low) / count)
        first, last = ceil(self.low / step - 1e-9), floor(self.high / step + 1e-9)
        return [round(at * step, 10) for at in range(first, last + 1)]


def scale_over(low: float, high: float, start: float, end: float, count: int) -> Scale:
    """Return an axis that holds all from low to high, at least one unit, and ends at round numbers."""
    high = max(high, low + 1)
    step = _step((high - low) / count)
    bottom, top = floor(low / step) * step, ceil(high / step) * step
    return Scale(bottom, top, start, end)


def _step(wanted: float) -> float:
    """Return the smallest of 1, 2 and 5 times a power of ten that is no less."""
    power = 10.0 ** floor(log10(wanted))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= wanted * (1 - 1e-9))
