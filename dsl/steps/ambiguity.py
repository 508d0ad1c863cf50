"""Finds two forms that one sentence fits, by walking the tree of all their words against itself."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct, field

from ..model import Entity
from ..words import words_of
from .cast import NO_NAMES
from .form import Shape
from .matcher import Pattern
from .patterns import QUOTED, Chunk

Step = str | Shape
"""One word of a row: a fixed one, or any of a shape."""


class _Node(Struct):
    """The rows that begin alike: what may come next, and the patterns that end here."""

    following: "dict[Step, _Node]" = field(default_factory=dict[Step, "_Node"])
    ends: list[Pattern] = field(default_factory=list[Pattern])


class Ambiguity(Struct, frozen=True):
    """Two patterns, in the order of their declaration, and a sentence that both accept."""

    first: Pattern
    second: Pattern
    sentence: str


def find_ambiguities(patterns: Iterable[Pattern], roles: tuple[Entity, ...]) -> list[Ambiguity]:
    """Return each pair of patterns of different meaning that one sentence fits, once."""
    person = _person(roles)
    root = _Node()
    for pattern in patterns:
        for variant in pattern.variants:
            _add(root, pattern, [*([person] if pattern.form.by_person else []), *_steps(pattern, variant)])
    found: dict[tuple[int, int], Ambiguity] = {}
    for ambiguity in _walk(root):
        found.setdefault((ambiguity.first.order, ambiguity.second.order), ambiguity)
    return [found[pair] for pair in sorted(found)]


def _person(roles: tuple[Entity, ...]) -> Shape:
    names = [words_of(role.name) for role in roles]
    by_role = "|".join(re.escape(name) for name in names) or "(?!)"
    regex = rf"(?!(?:nobody|{'|'.join(NO_NAMES)})$)[A-Z]\w*|(?:the\s+)?(?:{by_role})\s+{QUOTED}"
    return Shape(regex, (*(f'the {name} "A"' for name in names), "Ann"))


def _steps(pattern: Pattern, variant: tuple[Chunk, ...]) -> Iterator[Step]:
    slots = dict(zip((node.start for node in pattern.phrase.parameters), pattern.slots, strict=True))
    for chunk in variant:
        if len(chunk) == 1 and isinstance(chunk[0], str):
            yield chunk[0].lower()
        elif len(chunk) == 1 and not isinstance(chunk[0], str):
            yield from slots[chunk[0].start].shapes
        else:
            parts = [part if isinstance(part, str) else slots[part.start].shapes[0] for part in chunk]
            yield _joined(parts)


def _joined(parts: list[str | Shape]) -> Shape:
    """Return the shape of a chunk in which text and slots touch, such as `{n}th`."""
    regex = "".join(re.escape(part) if isinstance(part, str) else f"(?:{part.regex})" for part in parts)
    return Shape(regex, ("".join(part if isinstance(part, str) else part.samples[0] for part in parts),))


def _add(root: _Node, pattern: Pattern, steps: list[Step]) -> None:
    node = root
    for step in steps:
        node = node.following.setdefault(step, _Node())
    if pattern not in node.ends:
        node.ends.append(pattern)


def _walk(root: _Node) -> Iterator[Ambiguity]:
    """Go down the tree twice at once, along words that both sides accept."""
    waiting: deque[tuple[_Node, _Node, tuple[str, ...]]] = deque([(root, root, ())])
    seen: set[tuple[int, int]] = set()
    while waiting:
        left, right, words = waiting.popleft()
        if (id(left), id(right)) in seen:
            continue
        seen.update(((id(left), id(right)), (id(right), id(left))))
        for first in left.ends:
            for second in right.ends:
                if first.form is not second.form or _parameters(first) != _parameters(second):
                    pair = sorted((first, second), key=lambda pattern: pattern.order)
                    yield Ambiguity(pair[0], pair[1], " ".join(words))
        for word, one, other in _common(left, right):
            waiting.append((one, other, (*words, word)))


def _parameters(pattern: Pattern) -> list[str]:
    return [node.text for node in pattern.phrase.parameters]


def _common(left: _Node, right: _Node) -> Iterator[tuple[str, _Node, _Node]]:
    """Yield a word that leads on from both nodes, and where to."""
    shapes = [item for item in right.following.items() if isinstance(item[0], Shape)]
    for step, one in left.following.items():
        if isinstance(step, str):
            if step in right.following:
                yield step, one, right.following[step]
            candidates = shapes
        else:
            candidates = list(right.following.items())
        for other_step, other in candidates:
            word = _meeting(step, other_step)
            if word is not None:
                yield word, one, other


@lru_cache(4096)
def _meeting(first: Step, second: Step) -> str | None:
    """Return a word that is accepted by both."""
    one, other = (_as_shape(first), _as_shape(second))
    if first == second:
        return one.samples[0] if one.samples else None
    for sample in one.samples:
        if re.fullmatch(other.regex, sample, re.IGNORECASE):
            return sample
    return next((sample for sample in other.samples if re.fullmatch(one.regex, sample, re.IGNORECASE)), None)


def _as_shape(step: Step) -> Shape:
    return step if isinstance(step, Shape) else Shape(re.escape(step), (step,))
