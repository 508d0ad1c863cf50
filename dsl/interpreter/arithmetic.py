"""Whole-number arithmetic: quotients rounded as named, and operands brought to one scale."""

from ..expressions import Rounding


def divide(numerator: int, denominator: int, rounding: Rounding) -> int:
    """Return `numerator / denominator` as an integer; ZeroDivisionError for a zero denominator."""
    floor, rest = divmod(numerator, denominator)
    if rest == 0 or rounding is Rounding.DOWN:
        return floor
    if rounding is Rounding.UP:
        return floor + 1
    return floor + _rounds_to_next(floor, rest, denominator, rounding)


def _rounds_to_next(floor: int, rest: int, denominator: int, rounding: Rounding) -> bool:
    distance = 2 * abs(rest) - abs(denominator)
    if distance != 0:
        return distance > 0
    if rounding is Rounding.HALF_EVEN:
        return floor % 2 == 1
    return floor >= 0  # a tie between floor and floor + 1 lies above zero exactly then
