"""What a monitor says of itself: its docstring, taken apart."""

import re
from inspect import getdoc
from textwrap import dedent

from msgspec import Struct

from .monitor import Monitor

_EXAMPLE = re.compile(r"(.*?)\n\n(.*?)\n*Module:\n(.*)\n\nTells:\n(.*)", re.DOTALL)


class MonitorDocument(Struct, frozen=True):
    """The document of a monitor: a summary, more about it, a module as text, and what is told of its run."""

    summary: str
    more: str
    module: str
    tells: str


def document_of(monitor: type[Monitor]) -> MonitorDocument:
    """Return the document of a monitor; raise ValueError where it is not formed as `Monitor` says."""
    found = _EXAMPLE.fullmatch(getdoc(monitor) or "")
    if found is None:
        raise ValueError(f"the docstring of {monitor.name} is not formed as those of monitors are")
    summary, more, module, tells = found.groups()
    paragraphs = "\n\n".join(_joined(each) for each in more.split("\n\n") if each)
    return MonitorDocument(_joined(summary), paragraphs, dedent(module), dedent(tells).rstrip())


def _joined(paragraph: str) -> str:
    return " ".join(paragraph.split())
