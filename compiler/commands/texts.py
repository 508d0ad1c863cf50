"""Options that take texts, and nothing that cannot be written down again."""

from typing import Any

import click


class Text(click.ParamType[str]):
    """A text in UTF-8. Python takes other bytes of a command line for characters that it can write nowhere."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text; fails where it is none."""
        try:
            str(value).encode()
        except UnicodeEncodeError:
            self.fail("it is not written in UTF-8", param, ctx)
        return str(value)


TEXT = Text()
