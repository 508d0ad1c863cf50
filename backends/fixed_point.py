"""Spells numbers that are held in smallest units."""


def fixed_point(units: int, scale: int) -> str:
    """Return smallest units as a number: 110600 with two places is `1106.00`."""
    whole, rest = divmod(abs(units), 10**scale)
    sign = "-" if units < 0 else ""
    return f"{sign}{whole}.{rest:0{scale}d}" if scale else f"{sign}{whole}"
