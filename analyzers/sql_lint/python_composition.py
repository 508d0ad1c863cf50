"""Puts together what an expression of Python makes a string of: literals with their places, and holes for values."""

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property

from msgspec import Struct

from .python_literals import NotALiteral, Run, read_literals
from .python_scopes import PythonTree, called_name

_FORMAT_FIELD = re.compile(r"\{\{|\}\}|\{(?P<name>[\w.\[\]]*)(?:![rsa])?(?::[^{}]*)?\}")
_PERCENT_FIELD = re.compile(r"%%|%(?:\((?P<name>[^)]*)\))?[-#0 +]*\d*(?:\.\d+)?(?P<kind>[sdrifx])")
_UNCHANGING = frozenset({"dedent", "cleandoc", "strip", "lstrip", "rstrip", "text", "literal_column", "SQL"})
_NUMBER_KINDS = frozenset("difx")
_DEPTH = 100
_STEPS = 500


class Form(StrEnum):
    """How a string is put together."""

    LITERAL = "a literal"
    F_STRING = "an f-string"
    FORMAT = "format()"
    PERCENT = "%"
    CONCATENATION = "+"


class Piece(Struct, frozen=True):
    """A part of a string that stands in the source at [start, end). `value` is what fills it where it is a hole.

    A hole whose value is known for certain has both a value and a text. A `number` cannot hold SQL.
    """

    text: str
    start: int
    end: int
    value: ast.expr | None = None
    is_hole: bool = False
    is_number: bool = False


class Composition(Struct, frozen=True):
    """A string and how it came about: its pieces in their order."""

    pieces: tuple[Piece, ...]
    form: Form

    @property
    def holes(self) -> tuple[Piece, ...]:
        """Return the holes."""
        return tuple(piece for piece in self.pieces if piece.is_hole)


class Composer:
    """Puts strings of one module together."""

    def __init__(self, text: str, tree: PythonTree) -> None:
        """Take the text of a module and its tree."""
        self._text = text
        self._tree = tree
        self._steps = 0

    def compose(self, node: ast.expr) -> Composition | None:
        """Return what an expression makes; None where it makes no string that begins with a literal."""
        self._steps = 0
        pieces = tuple(piece for piece in self._pieces(node, 0) if piece.text or piece.is_hole)
        return Composition(pieces, _form(node)) if pieces and pieces[0].text else None

    def place(self, node: ast.expr | ast.stmt | ast.alias) -> tuple[int, int]:
        """Return where a node stands in the source."""
        end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
        return self._offset(node.lineno, node.col_offset), self._offset(end_line, end_column)

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", self._text)), len(self._text)]

    def _offset(self, line: int, column: int) -> int:
        """Return the offset of a line from 1 and a column in bytes, as trees count."""
        start = self._lines[line - 1]
        if self._text.isascii():
            return start + column
        written = self._text[start : self._lines[line]].encode("utf-8", "surrogatepass")[:column]
        return start + len(written.decode("utf-8", "ignore"))

    def _pieces(self, node: ast.expr, depth: int) -> Iterator[Piece]:
        """Yield the pieces of an expression; names that stand for each other must not take forever."""
        self._steps += 1
        match node:
            case _ if depth > _DEPTH or self._steps > _STEPS:
                yield self._hole(node, *self.place(node))
            case ast.Constant(value=str()) | ast.JoinedStr():
                yield from self._literal(node, depth)
            case ast.BinOp(op=ast.Add()):
                yield from self._pieces(node.left, depth + 1)
                yield from self._pieces(node.right, depth + 1)
            case ast.BinOp(op=ast.Mod()):
                yield from self._filled(node.left, _PERCENT_FIELD, _percent_values(node.right), depth)
            case ast.Call(func=ast.Attribute(attr="format") as function):
                yield from self._filled(function.value, _FORMAT_FIELD, _format_values(node), depth)
            case ast.Call() if called_name(node) in _UNCHANGING:
                yield from self._unchanged(node, depth + 1)
            case ast.Name() if (value := self.meant(node)) is not node:
                yield from self._pieces(value, depth + 1)
            case _:
                yield self._hole(node, *self.place(node))

    def meant(self, node: ast.expr) -> ast.expr:
        """Return the string that a name stands for, or the node itself."""
        value = self._tree.value_of(node) if isinstance(node, ast.Name) else None
        if isinstance(value, ast.Constant | ast.JoinedStr | ast.BinOp | ast.Call) and value is not node:
            return value if self._begins_with_text(value) else node
        return node

    def _begins_with_text(self, node: ast.expr) -> bool:
        """Say whether an expression makes a string by itself, without following names any further."""
        for _ in range(_DEPTH):
            match node:
                case ast.Constant():
                    return isinstance(node.value, str)
                case ast.JoinedStr():
                    return True
                case ast.BinOp(op=ast.Add() | ast.Mod()):
                    node = node.left
                case ast.Call(func=ast.Attribute() as function) if function.attr in {"format", "strip"}:
                    node = function.value
                case ast.Call(args=[first, *_]) if called_name(node) in _UNCHANGING:
                    node = first
                case _:
                    return False
        return False

    def _unchanged(self, call: ast.Call, depth: int) -> Iterator[Piece]:
        inner = call.args[0] if call.args else call.func
        if not call.args and isinstance(inner, ast.Attribute):
            inner = inner.value
        yield from self._pieces(inner, depth) if inner is not call.func else [self._hole(call, *self.place(call))]

    def _literal(self, node: ast.Constant | ast.JoinedStr, depth: int) -> Iterator[Piece]:
        start, end = self.place(node)
        values = [value.value for value in _holes(node)] if isinstance(node, ast.JoinedStr) else []
        try:
            runs = read_literals(self._text, start, end)
        except (NotALiteral, ValueError, LookupError):
            runs = ()
        if not _agrees(runs, node, values):
            known = node.value if isinstance(node, ast.Constant) else ""
            yield Piece(str(known), start, end) if known else self._hole(node, start, end)
            return
        waiting = iter(values)
        for run in runs:
            if run.value is None:
                yield from self._known(next(waiting), run.start, run.end, depth + 1)
            else:
                yield Piece(run.value, run.start, run.end)

    def _known(self, value: ast.expr, start: int, end: int, depth: int) -> Iterator[Piece]:
        """Yield a hole, filled where its value is one string that is known."""
        meant = self.meant(value) if depth < _DEPTH else value
        pieces = tuple(self._pieces(meant, depth)) if meant is not value or isinstance(value, ast.Constant) else ()
        if pieces and not any(piece.is_hole for piece in pieces):
            yield Piece("".join(piece.text for piece in pieces), start, end, value)
        else:
            yield self._hole(value, start, end)

    def _hole(self, value: ast.expr, start: int, end: int, *, is_number: bool = False) -> Piece:
        if isinstance(value, ast.Constant) and not isinstance(value.value, bytes):
            return Piece(str(value.value), start, end, value)
        return Piece("", start, end, value, is_hole=True, is_number=is_number)

    def _filled(self, template: ast.expr, fields: re.Pattern[str], values: "Values", depth: int) -> Iterator[Piece]:
        """Yield the pieces of a template with its fields made holes."""
        number = 0
        for piece in self._pieces(template, depth + 1):
            if piece.is_hole:
                yield piece
                continue
            end = 0
            for found in fields.finditer(piece.text):
                yield from _part(piece, end, found.start())
                end = found.end()
                if found.group() in {"{{", "}}", "%%"}:
                    yield from _part(piece, found.start(), found.start() + 1, found.end())
                    continue
                value = values.get(found["name"], number)
                number += not found["name"]
                is_number = found.groupdict().get("kind", "s") in _NUMBER_KINDS
                place = _part_place(piece, found.start(), found.end())
                if value is None:
                    yield Piece("", *place, template, is_hole=True)
                else:
                    yield from self._field(value, *place, depth, is_number=is_number)
            yield from _part(piece, end, len(piece.text))

    def _field(self, value: ast.expr, start: int, end: int, depth: int, *, is_number: bool) -> Iterator[Piece]:
        if is_number:
            yield self._hole(value, start, end, is_number=True)
        else:
            yield from self._known(value, start, end, depth + 1)


class Values(Struct, frozen=True):
    """What fills the fields of a template: by their numbers, by their names, or all by the same unknown."""

    listed: tuple[ast.expr, ...] = ()
    named: tuple[tuple[str, ast.expr], ...] = ()
    other: ast.expr | None = None

    def get(self, name: str | None, number: int) -> ast.expr | None:
        """Return what fills a field."""
        name = re.split(r"[.\[]", name)[0] if name else ""
        if name and not name.isdigit():
            return dict(self.named).get(name, self.other)
        number = int(name) if name else number
        return self.listed[number] if number < len(self.listed) else self.other


def _percent_values(node: ast.expr) -> Values:
    if isinstance(node, ast.Tuple):
        return Values(tuple(node.elts))
    if isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        named = ((str(key.value), value) for key, value in pairs if isinstance(key, ast.Constant))
        return Values((), tuple(named), node)
    return Values((node,), (), node)


def _format_values(call: ast.Call) -> Values:
    named = tuple((keyword.arg, keyword.value) for keyword in call.keywords if keyword.arg)
    return Values(tuple(call.args), named, call)


def _holes(node: ast.JoinedStr) -> list[ast.FormattedValue]:
    return [value for value in node.values if isinstance(value, ast.FormattedValue)]


def _agrees(runs: tuple[Run, ...], node: ast.Constant | ast.JoinedStr, values: list[ast.expr]) -> bool:
    """Say whether literals were read as Python reads them."""
    read = "".join(run.value or "" for run in runs)
    if isinstance(node, ast.Constant):
        return read == node.value
    told = "".join(str(value.value) for value in node.values if isinstance(value, ast.Constant))
    return read == told and sum(run.value is None for run in runs) == len(values)


def _part(piece: Piece, first: int, last: int, behind: int = 0) -> Iterator[Piece]:
    """Yield a part of a piece; `behind` is where it ends in the piece if that is not `last`."""
    if first < last:
        yield Piece(piece.text[first:last], *_part_place(piece, first, behind or last), piece.value)


def _part_place(piece: Piece, first: int, last: int) -> tuple[int, int]:
    if len(piece.text) == piece.end - piece.start:
        return piece.start + first, piece.start + last
    return piece.start, piece.end


def _form(node: ast.expr) -> Form:
    match node:
        case ast.JoinedStr():
            return Form.F_STRING
        case ast.BinOp(op=ast.Mod()):
            return Form.PERCENT
        case ast.BinOp():
            return Form.CONCATENATION
        case ast.Call(func=ast.Attribute(attr="format")):
            return Form.FORMAT
        case _:
            return Form.LITERAL
