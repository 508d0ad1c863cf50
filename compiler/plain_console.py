"""The console for tables: they fit a terminal, and elsewhere no line is folded and none ends in spaces."""

import io
import os
import re
import sys

from rich.console import Console

_WIDEST = 2_000  # of what is read by no terminal: room for every table, and lines that a column may fill
_SPACES_AT_END = re.compile(r" +$", re.MULTILINE)


def plain_console() -> Console:
    """Return a console for standard output, which takes texts as they are; COLUMNS says how wide it is."""
    if sys.stdout.isatty():
        return Console(highlight=False, markup=False)
    width = None if os.environ.get("COLUMNS") else _WIDEST
    return Console(file=_Trimmed(), highlight=False, markup=False, width=width)


class _Trimmed(io.StringIO):
    """Passes what is written on to standard output, without the spaces that fill up its lines."""

    def write(self, s: str) -> int:
        return sys.stdout.write(_SPACES_AT_END.sub("", s))

    def flush(self) -> None:
        sys.stdout.flush()
