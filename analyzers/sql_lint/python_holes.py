"""Says what a hole in a built SQL string stands for, and fills it so that a parser can read the rest."""

import ast
import re
from enum import Enum, auto
from itertools import pairwise

from msgspec import Struct

from .python_composition import Piece
from .sql_text import Segment


class Kind(Enum):
    """What stands in a hole, as far as the SQL around it tells."""

    TEXT = auto()  # between quotes
    VALUE = auto()  # one value
    LIST = auto()  # one value or several, between brackets
    NAME = auto()
    FRAGMENT = auto()  # a list, a condition, a clause: anything


STAND_IN = "value_of_python_"
_STRINGS = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|`[^`]*`|--[^\n]*|/\*.*?\*/", re.DOTALL)
_BEFORE_VALUE = re.compile(r"(?i)(?:[=<>]|\b(?:I?LIKE|LIMIT|OFFSET|BETWEEN|INTERVAL)|\bBETWEEN\s+\S+\s+AND)\s*$")
_BEFORE_LIST = re.compile(r"(?i)\b(?:VALUES|IN)\s*\((?:[^()]*,)?\s*$")
_TAKES_NO_PARAMETER = re.compile(
    r"(?i)\s*(?:CREATE|ALTER|DROP|PRAGMA|SET|GRANT|REVOKE|COMMENT|ATTACH|DETACH|VACUUM|COPY|TRUNCATE|LOCK|NOTIFY|LISTEN"
    r"|REFRESH|REINDEX|ANALYZE|USE|SHOW|DECLARE|FETCH|BACKUP|RESTORE|LOAD|INSTALL|EXPORT|IMPORT|CALL)\b"
)
_BEFORE_NAME = re.compile(
    r"(?i)(?:\b(?:FROM|JOIN|INTO|UPDATE|TABLE|VIEW|INDEX|SCHEMA|DATABASE|EXISTS|ROLE|USER|COLUMN|TRIGGER|SEQUENCE"
    r"|FUNCTION|REFERENCES|ONLY|EXTENSION|CONSTRAINT)\s+|\.)$"
)


class Filled(Struct, frozen=True):
    """SQL with its holes filled, what stands where, and the holes with their kinds."""

    content: str
    segments: tuple[Segment, ...]
    holes: tuple[tuple[Piece, Kind], ...]

    @property
    def is_whole(self) -> bool:
        """Say whether the SQL says all that its statements do, save for values and names."""
        return all(kind is not Kind.FRAGMENT for _, kind in self.holes)

    @property
    def is_verbatim(self) -> bool:
        """Say whether the source holds the SQL as it is."""
        return len(self.segments) == 1 and self.segments[0].is_exact


def fill(pieces: tuple[Piece, ...]) -> Filled:
    """Return the SQL that pieces make, each hole filled with what may stand there, and equal ones alike."""
    content = ""
    segments: list[Segment] = []
    holes: list[tuple[Piece, Kind]] = []
    numbers: dict[str, int] = {}
    for piece, following in pairwise((*pieces, None)):
        if piece is None:
            continue
        text = piece.text
        if piece.is_hole:
            kind = kind_of(content, following.text if following else "")
            holes.append((piece, kind))
            written = ast.dump(piece.value) if piece.value else ""
            text = _stand_in(kind, content, numbers.setdefault(written, len(numbers)))
        if text:
            segments.append(Segment(len(content), len(text), piece.start, piece.end))
            content += text
    return Filled(content, _merged(segments), tuple(holes))


def kind_of(before: str, after: str) -> Kind:
    """Return what stands in a hole between two texts of SQL."""
    if _TAKES_NO_PARAMETER.match(before):
        return Kind.NAME if _BEFORE_NAME.search(before) else Kind.FRAGMENT
    rest = _STRINGS.sub(lambda found: "x" * len(found.group()) if found.group()[0] in "'\"`" else " ", before)
    if "'" in rest:
        return Kind.TEXT
    if '"' in rest or "`" in rest:
        return Kind.NAME
    if _BEFORE_NAME.search(rest):
        return Kind.NAME
    if re.search(r"\w$", rest) or re.match(r"[\w.]", after):
        return Kind.NAME
    if _BEFORE_VALUE.search(rest):
        return Kind.VALUE
    if _BEFORE_LIST.search(rest):
        return Kind.LIST
    return Kind.FRAGMENT


def _stand_in(kind: Kind, before: str, number: int) -> str:
    if kind in {Kind.VALUE, Kind.LIST}:
        return "?"
    letters = "".join(chr(ord("a") + int(digit)) for digit in str(number))
    return letters if re.search(r"\w$", before) else f"{STAND_IN}{letters}"


def _merged(segments: list[Segment]) -> tuple[Segment, ...]:
    """Return the segments with those put together that go on one for one."""
    merged: list[Segment] = []
    for segment in segments:
        last = merged[-1] if merged else None
        if last and last.is_exact and segment.is_exact and last.end == segment.start:
            merged[-1] = Segment(last.at, last.length + segment.length, last.start, segment.end)
        else:
            merged.append(segment)
    return tuple(merged)
