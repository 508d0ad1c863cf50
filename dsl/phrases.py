"""Reads the phrase of a `says` clause, a Cucumber Expression, into a tree; what is wrong with it is a value."""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace


class Part(StrEnum):
    """What a token or a node of a phrase is."""

    TEXT = "text"
    SPACE = "space"
    OPEN_OPTIONAL = "("
    CLOSE_OPTIONAL = ")"
    OPEN_PARAMETER = "{"
    CLOSE_PARAMETER = "}"
    SLASH = "/"
    OPTIONAL = "optional"
    PARAMETER = "parameter"
    ALTERNATION = "alternation"
    ALTERNATIVE = "alternative"
    PHRASE = "phrase"


class Node(Struct, frozen=True):
    """A part of a phrase: the characters [start, end) of it, its text, and the parts within."""

    part: Part
    start: int
    end: int
    text: str = ""
    nodes: "tuple[Node, ...]" = ()


class PhraseProblem(Struct, frozen=True):
    """What is wrong in the characters [start, end) of a phrase, and the way out."""

    message: str
    hint: str
    start: int
    end: int


class Phrase(Struct, frozen=True):
    """A phrase as written, its tree, and its problems; the tree has a meaning only where there are none."""

    text: str
    root: Node
    problems: tuple[PhraseProblem, ...]

    @property
    def parameters(self) -> tuple[Node, ...]:
        """Return the `{parameter}` nodes from left to right."""
        return tuple(node for node in walk(self.root) if node.part is Part.PARAMETER)


_SINGLE = {part.value: part for part in Part if len(part.value) == 1}
_RUN = re.compile(r"\\.?|[{}()/]|\s+|[^\\{}()/\s]+", re.DOTALL)
_ESCAPABLE = "{}()\\/"


def parse_phrase(text: str) -> Phrase:
    """Return the phrase with its tree and everything that is wrong with it."""
    problems: list[PhraseProblem] = []
    tokens = tokenize(text, problems)
    root = _Parser(tokens, problems).parse(len(text))
    if not problems:
        problems.extend(_misplaced(root))
    return Phrase(text, root, tuple(problems))


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and everything in it, outermost first."""
    yield node
    for child in node.nodes:
        yield from walk(child)


def tokenize(text: str, problems: list[PhraseProblem]) -> list[Node]:
    """Return the tokens of a phrase; wrong escapes are appended to `problems`."""
    tokens: list[Node] = []
    for run in _RUN.finditer(text):
        content = run[0]
        part = _SINGLE.get(content) or (Part.SPACE if content.isspace() else Part.TEXT)
        if content.startswith("\\"):
            problem = _wrong_escape(text, run.start())
            if problem:
                problems.append(problem)
            content = content[1:]
        _append(tokens, Node(part, run.start(), run.end(), content))
    return tokens


def _append(tokens: list[Node], token: Node) -> None:
    """Add a token; neighbouring characters of text, and of white space, are one token."""
    last = tokens[-1] if tokens else None
    if last and last.part is token.part and token.part in (Part.TEXT, Part.SPACE):
        tokens[-1] = replace(last, end=token.end, text=last.text + token.text)
    else:
        tokens.append(token)


def _wrong_escape(text: str, position: int) -> PhraseProblem | None:
    following = text[position + 1 : position + 2]
    if not following:
        return PhraseProblem("nothing follows the '\\'", "write '\\\\' for a '\\'", position, position + 1)
    if following in _ESCAPABLE or following.isspace():
        return None
    message = "only '{', '}', '(', ')', '\\', '/' and spaces can be escaped"
    return PhraseProblem(message, "write '\\\\' for a '\\'", position + 1, position + 2)


class _Parser:
    """Turns tokens into nodes by recursive descent."""

    def __init__(self, tokens: list[Node], problems: list[PhraseProblem]) -> None:
        self._tokens = tokens
        self._problems = problems
        self._position = 0

    def parse(self, length: int) -> Node:
        nodes: list[Node] = []
        while self._here:
            nodes.append(self._alternation() or self._simple())
        return Node(Part.PHRASE, 0, length, nodes=tuple(nodes))

    @property
    def _here(self) -> Node | None:
        return self._tokens[self._position] if self._position < len(self._tokens) else None

    def _take(self) -> Node:
        self._position += 1
        return self._tokens[self._position - 1]

    def _alternation(self) -> Node | None:
        """Return `a/b/c` where one stands here, between white space or parameters."""
        before = self._tokens[self._position - 1].part if self._position else Part.SPACE
        if before not in (Part.SPACE, Part.CLOSE_PARAMETER):
            return None
        position, found = self._position, len(self._problems)
        alternatives = self._alternatives()
        if len(alternatives) > 1:
            return Node(Part.ALTERNATION, alternatives[0].start, alternatives[-1].end, nodes=tuple(alternatives))
        self._position = position
        del self._problems[found:]
        return None

    def _alternatives(self) -> list[Node]:
        start = self._tokens[self._position].start
        done: list[Node] = []
        nodes: list[Node] = []
        while (token := self._here) and token.part not in (Part.SPACE, Part.OPEN_PARAMETER):
            if token.part is Part.SLASH:
                done.append(Node(Part.ALTERNATIVE, start, token.start, nodes=tuple(nodes)))
                start, nodes = self._take().end, []
            else:
                nodes.append(self._simple())
        done.append(Node(Part.ALTERNATIVE, start, nodes[-1].end if nodes else start, nodes=tuple(nodes)))
        return done

    def _simple(self) -> Node:
        """Return an optional, a parameter or a piece of text."""
        token = self._take()
        if token.part is Part.OPEN_OPTIONAL:
            return self._between(token, Part.CLOSE_OPTIONAL, Part.OPTIONAL, self._within_optional)
        if token.part is Part.OPEN_PARAMETER:
            return self._between(token, Part.CLOSE_PARAMETER, Part.PARAMETER, self._within_name)
        return token if token.part is Part.SPACE else replace(token, part=Part.TEXT)

    def _between(self, opening: Node, closing: Part, part: Part, item: Callable[[], Node]) -> Node:
        nodes: list[Node] = []
        while (token := self._here) and token.part is not closing:
            nodes.append(item())
        end = nodes[-1].end if nodes else opening.end
        if self._here:
            end = self._take().end
        else:
            self._problems.append(_unclosed(opening, closing))
        return Node(part, opening.start, end, "".join(node.text for node in nodes), tuple(nodes))

    def _within_optional(self) -> Node:
        token = self._here
        if token and token.part is Part.SLASH:
            message = "an alternation cannot stand inside an optional part"
            self._problems.append(PhraseProblem(message, "write '\\/' for a '/'", token.start, token.end))
        return self._simple()

    def _within_name(self) -> Node:
        token = self._take()
        if token.part not in (Part.TEXT, Part.SPACE):
            message = "the name of a parameter cannot contain '{', '}', '(', ')', '\\' or '/'"
            self._problems.append(PhraseProblem(message, "name a parameter of the action", token.start, token.end))
        return token


def _unclosed(opening: Node, closing: Part) -> PhraseProblem:
    message = f"the '{opening.text}' has no matching '{closing.value}'"
    return PhraseProblem(message, f"write '\\{opening.text}' for a '{opening.text}'", opening.start, opening.end)


def _misplaced(root: Node) -> Iterator[PhraseProblem]:
    """Yield what is well formed but means nothing; empty alternatives of one `/` are one mistake."""
    for node in walk(root):
        if node.part is Part.OPTIONAL:
            yield from _wrong_optional(node)
        elif node.part is Part.ALTERNATION:
            for empty in [item for item in node.nodes if not item.nodes][:1]:
                yield PhraseProblem("an alternative is empty", "write '\\/' for a '/'", empty.start, empty.end)
        elif node.part is Part.ALTERNATIVE and not node.nodes:
            continue
        elif node.part is Part.ALTERNATIVE and all(child.part is Part.OPTIONAL for child in node.nodes):
            message = "an alternative cannot consist of optional parts only"
            yield PhraseProblem(message, "write '\\(' for a '('", node.start, node.end)


def _wrong_optional(node: Node) -> Iterator[PhraseProblem]:
    for child in node.nodes:
        if child.part is Part.OPTIONAL:
            message = "an optional part cannot contain another one"
            yield PhraseProblem(message, "write '\\(' for a '('", child.start, child.end)
        elif child.part is Part.PARAMETER:
            message = "an optional part cannot contain a parameter"
            yield PhraseProblem(message, "write '\\{' for a '{'", child.start, child.end)
    if not node.nodes:
        yield PhraseProblem("an optional part is empty", "write '\\(' for a '('", node.start, node.end)
