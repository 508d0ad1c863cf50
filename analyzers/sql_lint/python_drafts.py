"""Copies the SQL of a string in Python so that it can be fixed, and finds where in the literals each change belongs."""

import re
from difflib import SequenceMatcher

from msgspec import Struct
from msgspec.structs import replace

from ...diagnostics import Source
from .python_composition import Form
from .python_placeholders import unnamed
from .python_sql import PythonModule, Query
from .sql_text import SqlText

PARAMETER = "weft_parameter_"
_WORDS = re.compile(r"\w+|\s+|.", re.DOTALL)


class Part(Struct, frozen=True):
    """Characters of SQL and where they stand in the source. A hole or a parameter is `fixed`: `written` says how.

    A hole is written by no literal.
    """

    text: str
    start: int
    end: int
    is_fixed: bool = False
    written: str = ""

    @property
    def is_exact(self) -> bool:
        """Say whether each character stands for itself."""
        return not self.is_fixed and len(self.text) == self.end - self.start


class LiteralEdit(Struct, frozen=True):
    """The characters [start, end) of a literal in the source give way to what says `value`."""

    start: int
    end: int
    value: str


class Draft(Struct, frozen=True):
    """The SQL of a query with a name of its own for each value, so that none is taken for another."""

    query: Query
    parts: tuple[Part, ...]

    @property
    def content(self) -> str:
        """Return the SQL."""
        return "".join(part.text for part in self.parts)

    @property
    def text(self) -> SqlText:
        """Return the SQL as a text that stands by itself."""
        source = Source(self.query.text.source.name, self.content)
        return replace(self.query.text, source=source, content=self.content, base=0, verbatim=True, segments=())

    def edits(self, fixed: str) -> list[LiteralEdit] | None:
        """Return what to change in the literals so that they say a fixed SQL; None where no change there does."""
        before, after = _WORDS.findall(self.content), _WORDS.findall(fixed)
        edits: list[LiteralEdit] = []
        at = 0
        for _, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            length, value = len("".join(before[first:last])), "".join(after[start:end])
            if before[first:last] != after[start:end]:
                found = self._edits_at(at, at + length, value)
                if found is None or PARAMETER in value:
                    return None
                edits += found
            at += length
        return edits

    def said(self, edits: list[LiteralEdit]) -> str:
        """Return what the literals say once they are edited."""
        waiting = sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True)
        said = ""
        for part in self.parts:
            text = part.written if part.is_fixed else part.text
            inside = [edit for edit in waiting if part.start <= edit.start and edit.end <= part.end]
            for edit in () if part.is_fixed else inside:
                waiting.remove(edit)
                first, last = (edit.start - part.start, edit.end - part.start) if part.is_exact else (0, len(text))
                text = text[:first] + edit.value + text[last:]
            said += text
        return said

    def _edits_at(self, start: int, end: int, value: str) -> list[LiteralEdit] | None:
        """Return the edits that replace [start, end) of the content; what comes in goes where the first begins."""
        edits: list[LiteralEdit] = []
        at = 0
        for part in self.parts:
            first, last = max(start, at), min(end, at + len(part.text))
            if first < last or (
                start == end and at <= start <= at + len(part.text) and not part.is_fixed and not edits
            ):
                if part.is_fixed or not (part.is_exact or (first, last) == (at, at + len(part.text))):
                    return None
                place = (part.start + first - at, part.start + last - at) if part.is_exact else (part.start, part.end)
                edits.append(LiteralEdit(*place, "" if edits else value))
            at += len(part.text)
        return edits or None


def draft_of(query: Query, module: PythonModule) -> Draft | None:
    """Return the draft of a query; None unless literals that stand where it is made say all of it, save for holes."""
    start, end = module.composer.place(query.node)
    is_here = all(start <= segment.start and segment.end <= end for segment in query.filled.segments)
    if not is_here or not query.is_whole or query.composition.form not in {Form.LITERAL, Form.F_STRING}:
        return None
    holes = {(piece.start, piece.end) for piece in query.composition.pieces if piece.value is not None}
    parts: list[Part] = []
    for segment in query.filled.segments:
        text = query.filled.content[segment.at : segment.at + segment.length]
        place = (segment.start, segment.end)
        if place in holes:
            is_value = text == "?"
            parts.append(Part(f":{PARAMETER}{len(parts)}" if is_value else text, *place, is_fixed=True))
        elif any(segment.start <= first < segment.end for first, _ in holes):
            return None
        else:
            parts.append(Part(text, *place))
    return Draft(query, tuple(_with_named_parameters(parts)))


def _with_named_parameters(parts: list[Part]) -> list[Part]:
    """Return the parts with each parameter that has no name made one of its own, so that their order can be told."""
    content = "".join(part.text for part in parts)
    places = list(unnamed(content))
    done: list[Part] = []
    at = 0
    for part in parts:
        inside = [(first - at, last - at) for first, last in places if at <= first and last <= at + len(part.text)]
        done += _cut(part, inside, len(done)) if part.is_exact else [part]
        at += len(part.text)
    return done


def _cut(part: Part, places: list[tuple[int, int]], number: int) -> list[Part]:
    cut: list[Part] = []
    end = 0
    for first, last in places:
        cut.append(Part(part.text[end:first], part.start + end, part.start + first))
        name = f":{PARAMETER}p{number}x{len(cut)}"
        written = part.text[first:last]
        cut.append(Part(name, part.start + first, part.start + last, is_fixed=True, written=written))
        end = last
    cut.append(Part(part.text[end:], part.start + end, part.end))
    return [known for known in cut if known.text]
