"""Options that take numbers of some range, and nothing that is none."""

from math import isfinite
from typing import Any

import click

LONGEST = 86_400.0  # seconds; a day


class Number(click.FloatRange):
    """A finite number within bounds. Click's own range also takes `inf`, and `nan`, which then is beyond no limit."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number; fails where it is none, or out of bounds."""
        number = super().convert(value, param, ctx)
        if not isfinite(number):
            self.fail(f"{value} is not a finite number", param, ctx)
        return number


SECONDS = Number(0, LONGEST, min_open=True)
