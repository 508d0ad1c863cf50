"""Reads YAML as nodes that know their place, and reports what has the wrong shape."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

import yaml

from ..diagnostics import Diagnostic, Severity, Source, Span
from .catalog import Kind, nearest

BAD_YAML = Kind("DSL080", "bad-yaml", "A file is not YAML, or more of it than a tree of requirements needs.")
WRONG_SHAPE = Kind("DSL081", "wrong-shape", "A text, a list or a mapping stands where another of them is due.")
MISSING_KEY = Kind("DSL082", "missing-key", "A requirement, a scenario or a step lacks a key that it needs.")
UNKNOWN_KEY = Kind("DSL086", "unknown-key", "A key that means nothing here; it is ignored.", Severity.WARNING)
DUPLICATE_KEY = Kind("DSL087", "duplicate-key", "A key stands twice in one mapping.")

DEEPEST = 200
# The stubs know only half of what these two take and return.
UNTYPED: Any = yaml
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
BYTE_ORDER_MARK = "\ufeff"


class YamlReader:
    """Reads the nodes of one source; `diagnostics` gathers what is wrong with them."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        # yaml does not count the mark as a character.
        self._shift = int(source.text.startswith(BYTE_ORDER_MARK))

    def compose(self) -> yaml.Node | None:
        """Return the top node, or None where there is none or the text is not YAML."""
        try:
            if self._is_too_deep():
                return None
            return UNTYPED.compose(self.source.text, Loader=LOADER)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            offset = mark.index if mark else 0
            self._report_bad(offset, " ".join(part for part in (error.problem, error.context) if part))
        except yaml.reader.ReaderError as error:
            self._report_bad(error.position, f"a character that YAML does not allow: {error.character!r}")
        except UnicodeEncodeError as error:
            self._report_bad(error.start, "a character that YAML does not allow")
        return None

    def _is_too_deep(self) -> bool:
        """Report a nesting so deep that composing it might exhaust the stack; events need none."""
        depth = 0
        for event in UNTYPED.parse(self.source.text, Loader=LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                self._report_bad(event.start_mark.index, f"this is nested deeper than {DEEPEST} levels")
                return True
        return False

    def _report_bad(self, offset: int, message: str) -> None:
        place = min(offset + self._shift, len(self.source.text))
        self.diagnostics.append(BAD_YAML.at(Span(self.source, place, place), message))

    def span(self, node: yaml.Node) -> Span:
        """Return the characters of a node without the white space after it."""
        start, end = (mark.index + self._shift for mark in (node.start_mark, node.end_mark))
        return Span(self.source, start, max(start, start + len(self.source.text[start:end].rstrip())))

    def report(self, kind: Kind, node: yaml.Node, message: str, hint: str = "") -> None:
        """Note a finding at a node."""
        self.diagnostics.append(kind.at(self.span(node), message, hint))

    def mapping(self, node: yaml.Node, what: str, known: tuple[str, ...]) -> Mapping[str, yaml.Node]:
        """Return the values of a mapping by their known keys; an empty one where the node is something else."""
        if not isinstance(node, yaml.MappingNode):
            self.report(WRONG_SHAPE, node, f"{what} must be a mapping with the keys {', '.join(known)}")
            return {}
        found: dict[str, yaml.Node] = {}
        for key, value in cast("list[tuple[yaml.Node, yaml.Node]]", node.value):
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
            if name not in known:
                self.report(UNKNOWN_KEY, key, f"{what} has no key `{name}`", nearest(name, known))
            elif name in found:
                self.report(DUPLICATE_KEY, key, f"the key `{name}` stands twice in {what}")
            else:
                found[name] = value
        return found

    def items(self, node: yaml.Node | None, what: str) -> Iterator[yaml.Node]:
        """Yield the items of a list; none where there is no node, or nothing in it."""
        if isinstance(node, yaml.SequenceNode):
            yield from cast("list[yaml.Node]", node.value)
        elif node is not None and not _is_empty(node):
            self.report(WRONG_SHAPE, node, f"{what} must be a list")

    def text(self, node: yaml.Node | None, what: str) -> str:
        """Return a scalar as it is written, so that the id 1.10 stays 1.10; empty where there is none."""
        if node is None or _is_empty(node):
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self.report(WRONG_SHAPE, node, f"{what} must be a text")
            return ""
        return str(node.value).strip()

    def required(self, owner: yaml.Node, values: Mapping[str, yaml.Node], key: str, what: str) -> str:
        """Return the text of a key that must be there."""
        before = len(self.diagnostics)
        text = self.text(values.get(key), f"the {key} of {what}")
        if not text and len(self.diagnostics) == before and isinstance(owner, yaml.MappingNode):
            self.report(MISSING_KEY, _first_key(owner), f"{what} lacks its `{key}`")
        return text


def _first_key(node: yaml.MappingNode) -> yaml.Node:
    """Return where to point at for what is missing: a whole mapping would be too much."""
    pairs = cast("list[tuple[yaml.Node, yaml.Node]]", node.value)
    return pairs[0][0] if pairs else node


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"
