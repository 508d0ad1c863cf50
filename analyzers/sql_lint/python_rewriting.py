"""Writes other values into string literals of Python, through libcst, so that all else keeps its bytes."""

import ast
import re
import warnings
from collections.abc import Mapping, Sequence

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider

from .python_drafts import LiteralEdit

_PREFIX = re.compile(r"[A-Za-z]*")


def rewrite(text: str, edits: Sequence[LiteralEdit]) -> str | None:
    """Return a module with edits made in its literals; None where one cannot hold them or libcst cannot read it."""
    try:
        module = cst.parse_module(text)
    except cst.ParserSyntaxError:
        return None
    if module.code != text:
        return None
    wrapper = MetadataWrapper(module, unsafe_skip_copy=True)
    writer = _Writer(text, edits, module.default_newline)
    changed = wrapper.visit(writer).code
    return changed if writer.left == 0 else None


class _Writer(cst.CSTTransformer):
    """Changes the values of literals; `left` counts the edits that found none which could hold them."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, text: str, edits: Sequence[LiteralEdit], line_end: str) -> None:
        super().__init__()
        self.left = len(edits)
        self._edits = sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True)
        self._line_end = line_end
        self._lines = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]
        self._openings: list[str] = []

    def visit_FormattedString(self, node: cst.FormattedString) -> None:  # noqa: N802  # as libcst calls it
        self._openings.append(node.start)

    def leave_FormattedString(  # noqa: N802
        self, original_node: cst.FormattedString, updated_node: cst.FormattedString
    ) -> cst.FormattedString:
        self._openings.pop()
        return updated_node

    def leave_FormattedStringText(  # noqa: N802
        self, original_node: cst.FormattedStringText, updated_node: cst.FormattedStringText
    ) -> cst.FormattedStringText:
        value = self._edited(original_node, original_node.value, self._openings[-1])
        return updated_node.with_changes(value=value)

    def leave_SimpleString(  # noqa: N802
        self, original_node: cst.SimpleString, updated_node: cst.SimpleString
    ) -> cst.SimpleString:
        opening = original_node.prefix + original_node.quote
        return updated_node.with_changes(value=self._edited(original_node, original_node.value, opening))

    def _edited(self, node: cst.CSTNode, value: str, opening: str) -> str:
        place = self.get_metadata(PositionProvider, node)
        assert isinstance(place, CodeRange)
        start = self._lines[place.start.line - 1] + place.start.column
        for edit in self._edits:
            if start <= edit.start and edit.end <= start + len(value):
                written = written_in(opening, edit.value, self._line_end)
                if written is not None:
                    value = value[: edit.start - start] + written + value[edit.end - start :]
                    self.left -= 1
        return value


def written_in(opening: str, value: str, line_end: str) -> str | None:
    """Return how a literal that opens so is written to say a value; None where it cannot say it."""
    prefix = (_PREFIX.match(opening) or [""])[0]
    quote = opening[len(prefix) :]
    is_long = len(quote) == 3
    if "r" in prefix.lower():
        return None if (quote in value or ("\n" in value and not is_long) or "\\" in value) else value
    written = value.replace("\\", "\\\\")
    written = written.replace("\n", line_end if is_long else "\\n")
    written = written if is_long else written.replace(quote, f"\\{quote}")
    return re.sub(r"[{}]", r"\g<0>\g<0>", written) if "f" in prefix.lower() else written


def says(before: ast.Module, text: str, expected: Mapping[ast.expr, str]) -> bool:
    """Say whether a text is the module of a tree save for some expressions, whose literals now say what is expected."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            after = ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    old, new = list(ast.walk(before)), list(ast.walk(after))
    if len(old) != len(new):
        return False
    partners = dict(zip(old, new, strict=True))
    free = {literal for node in expected for literal in literals_in(node)}
    told = {node: "".join(_value(partners[literal]) for literal in literals_in(node)) for node in expected}
    return told == dict(expected) and all(
        type(node) is type(partner) and (node in free or _fields(node) == _fields(partner))
        for node, partner in partners.items()
    )


def literals_in(node: ast.expr) -> list[ast.Constant]:
    """Return the constant parts of the strings in an expression, without those in the holes of f-strings."""
    if isinstance(node, ast.Constant):
        return [node] if isinstance(node.value, str) else []
    parts = node.values if isinstance(node, ast.JoinedStr) else list(ast.iter_child_nodes(node))
    inner = (part for part in parts if isinstance(part, ast.expr) and not isinstance(part, ast.FormattedValue))
    return [literal for part in inner for literal in literals_in(part)]


def _value(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _fields(node: ast.AST) -> list[tuple[str, object]]:
    """Return what a node says itself, without its children."""
    plain = ((name, value) for name, value in ast.iter_fields(node) if not isinstance(value, ast.AST | list))
    return [(name, repr(value)) for name, value in plain]
