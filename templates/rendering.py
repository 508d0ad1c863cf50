"""The one Jinja environment: strict, without globals, loading the templates of this package."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

# What decides which Python a template becomes.
OPTIONS: dict[str, Any] = {
    "autoescape": False,
    "keep_trailing_newline": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "variable_start_string": "[[",
    "variable_end_string": "]]",
    "block_start_string": "[%",
    "block_end_string": "%]",
    "comment_start_string": "[#",
    "comment_end_string": "#]",
}


@cache
def environment() -> Environment:
    """Return the environment in which all templates are rendered.

    Templates that make Jinja templates themselves are written with `[[ … ]]`, `[% … %]` and `[# … #]`, so
    one spelling serves for all.
    """
    return Environment(
        loader=PackageLoader("weft", "templates"),
        undefined=StrictUndefined,
        **OPTIONS,
    )


def render(template: str, **view: Any) -> str:
    """Return a template filled with a view: plain values that need no further thought."""
    return environment().get_template(template).render(**view)
