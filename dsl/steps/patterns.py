"""Turns a phrase into a regular expression that matches steps, and into the rows of words it allows."""

from collections.abc import Callable, Iterator
from itertools import product
from re import escape

from ..phrases import Node, Part, Phrase

QUOTED = r'"(?:[^"\\]|\\.)*"'
BARE = r'[^\s"]+'
WRITTEN = rf"(?:{QUOTED}|{BARE})"
WRITTEN_LIST = rf"{WRITTEN}(?:(?:,\s+and|\s+and|,)\s+{WRITTEN})*"
WORDS = rf"(?:{BARE}(?:\s+{BARE})*?)"
PAIR = rf"{WRITTEN}\s+(?:as|in)\s+{QUOTED}"
ANYTHING = rf'(?:(?:{QUOTED}|[^"])+?)'

# The parameter types of Cucumber Expressions that a phrase can be matched with as it stands.
CUCUMBER_TYPES = {
    "int": r"-?\d+",
    "float": r"(?=.*\d.*)[-+]?\d*(?:\.(?=\d.*))?\d*(?:\d+[Ee][-+]?\d+)?",
    "word": r"[^\s]+",
    "string": rf"(?:{QUOTED}|'(?:[^'\\]|\\.)*')",
    "": r".*",
}

MOST_VARIANTS = 512


def phrase_regex(phrase: Phrase, parameter: Callable[[str], str]) -> str:
    """Return the regular expression of a phrase without problems; parameter `i` is the group `p<i>`.

    `parameter` gives the expression of a parameter by its name. White space matches any white space, and an
    optional part that stands as a word of its own takes one neighbouring space with it.
    """
    return _Emitter(parameter).sequence(phrase.root.nodes)


class _Emitter:
    """Writes nodes as a regular expression and counts the parameters."""

    def __init__(self, parameter: Callable[[str], str]) -> None:
        self._parameter = parameter
        self._count = 0

    def sequence(self, nodes: tuple[Node, ...]) -> str:
        written: list[str] = []
        position = 0
        while position < len(nodes):
            if _is_optional_word(nodes, position + 1) and nodes[position].part is Part.SPACE:
                written.append(rf"(?:\s+{self._all(nodes[position + 1].nodes)})?")
                position += 2
            elif _is_optional_word(nodes, position) and position + 1 < len(nodes):
                written.append(rf"(?:{self._all(nodes[position].nodes)}\s+)?")
                position += 2
            else:
                written.append(self._node(nodes[position]))
                position += 1
        return "".join(written)

    def _all(self, nodes: tuple[Node, ...]) -> str:
        return "".join(self._node(node) for node in nodes)

    def _node(self, node: Node) -> str:
        match node.part:
            case Part.SPACE:
                return r"\s+"
            case Part.OPTIONAL:
                return f"(?:{self._all(node.nodes)})?"
            case Part.ALTERNATION:
                return f"(?:{'|'.join(self._all(item.nodes) for item in node.nodes)})"
            case Part.PARAMETER:
                self._count += 1
                return f"(?P<p{self._count - 1}>{self._parameter(node.text)})"
            case _:
                return escape(node.text)


def _is_optional_word(nodes: tuple[Node, ...], position: int) -> bool:
    """Tell whether an optional part stands between white space, or the ends of the phrase."""
    if position >= len(nodes) or nodes[position].part is not Part.OPTIONAL:
        return False
    before = nodes[position - 1] if position else None
    after = nodes[position + 1] if position + 1 < len(nodes) else None
    return all(node is None or node.part is Part.SPACE for node in (before, after))


Chunk = tuple[str | Node, ...]
"""What stands between two spaces: pieces of text, and parameter nodes."""


def phrase_variants(phrase: Phrase) -> list[tuple[Chunk, ...]]:
    """Return every row of chunks that the optional parts and alternatives allow, up to `MOST_VARIANTS`."""
    rows: dict[tuple[Chunk, ...], None] = {}
    for pieces in _variants(phrase.root.nodes):
        rows[_chunks(pieces)] = None
        if len(rows) >= MOST_VARIANTS:
            break
    return list(rows)


def _variants(nodes: tuple[Node, ...]) -> Iterator[tuple[str | Node, ...]]:
    for choice in product(*(_choices(node) for node in nodes)):
        yield tuple(piece for pieces in choice for piece in pieces)


def _choices(node: Node) -> list[tuple[str | Node, ...]]:
    match node.part:
        case Part.OPTIONAL:
            return [(), *_variants(node.nodes)]
        case Part.ALTERNATION:
            return [variant for item in node.nodes for variant in _variants(item.nodes)]
        case Part.PARAMETER:
            return [(node,)]
        case Part.SPACE:
            return [(" ",)]
        case _:
            return [(node.text,)]


def _chunks(pieces: tuple[str | Node, ...]) -> tuple[Chunk, ...]:
    """Cut a row of pieces at its white space; neighbouring text is one piece."""
    chunks: list[list[str | Node]] = [[]]
    for piece in pieces:
        last = chunks[-1]
        if isinstance(piece, str) and piece.isspace():
            chunks.append([])
        elif isinstance(piece, str) and last and isinstance(last[-1], str):
            last[-1] += piece
        else:
            last.append(piece)
    return tuple(tuple(chunk) for chunk in chunks if chunk)
