"""Functions and modules of generated Python, ready to be printed."""

import textwrap
from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from ..dsl.words import words_of
from .python_types import Import, import_lines

LINE = 100
INDENT = "    "
MOST_IN_ONE_STRING = 70


class FunctionView(Struct, frozen=True):
    """A function: its parameters with their annotations, its docstring and its body as lines."""

    name: str
    parameters: tuple[str, ...]
    returns: str
    doc: tuple[str, ...]
    body: tuple[str, ...]
    is_keyword_only: bool = False

    @property
    def signature(self) -> str:
        """Return what stands between the parentheses."""
        star = ("*",) if self.is_keyword_only and self.parameters else ()
        return ", ".join((*star, *self.parameters))


class ModuleParts(Struct):
    """What a module gathers while its functions are made: functions and imports."""

    functions: list[FunctionView] = field(default_factory=list[FunctionView])
    imports: set[Import] = field(default_factory=set[Import])

    @property
    def import_lines(self) -> list[str]:
        """Return the import statements."""
        return import_lines(self.imports)


def docstring(text: str, depth: int = 1) -> tuple[str, ...]:
    """Return a docstring as lines that fit below `depth` indents."""
    words = " ".join(text.replace("\\", "\\\\").replace('"""', "'''").split())
    width = LINE - len(INDENT) * depth
    one = f'"""{words}"""'
    if len(one) <= width and not words.endswith('"'):
        return (one,)
    # A docstring of one line keeps its closing quotes there when it is formatted, so they must fit.
    room = width if len(one) - 3 > width else width - 3
    first, *rest = textwrap.wrap(f'"""{words}', width=room, break_long_words=False, break_on_hyphens=False)
    return (first, *rest, '"""')


def sentence(text: str) -> str:
    """Return a text that ends like a sentence."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def one_line(text: str) -> str:
    """Return a piece of a specification on one line."""
    return " ".join(text.split())


def string(text: str) -> str:
    """Return a text as a Python literal; a long one in several pieces, so that lines stay short."""
    pieces = textwrap.wrap(text, MOST_IN_ONE_STRING, drop_whitespace=False, break_on_hyphens=False) or [""]
    if len(text) <= MOST_IN_ONE_STRING or "".join(pieces) != text:
        pieces = [text]
    return " ".join(_literal(piece) for piece in pieces)


def _literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"' if escaped.isprintable() else repr(text)


def article(name: str) -> str:
    """Return the words of a name with their article: `a booking`, `an order`."""
    words = words_of(name)
    return f"a{'n' if words[:1] in tuple('aeiou') else ''} {words}"


def when(condition: str, lines: Sequence[str]) -> list[str]:
    """Return lines that run where a condition holds."""
    return [f"if {condition}:", *(INDENT + line for line in lines)]


def any_of(calls: Iterable[str]) -> str:
    """Return the first of several answers that is there."""
    return " or ".join(calls)
