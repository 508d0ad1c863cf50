"""Finds the forms that a text fits: an index by their words leads to the few whose expressions are tried."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from ..model import Entity
from ..phrases import Phrase, parse_phrase
from .captured import Captured
from .form import Form, Slot
from .patterns import QUOTED, Chunk, phrase_regex, phrase_variants
from .piece import Piece
from .problem import Problem

_QUOTED = re.compile(QUOTED)


class Pattern(Struct, frozen=True):
    """One phrase of a form, ready to match."""

    form: Form
    phrase: Phrase
    regex: str
    slots: tuple[Slot, ...]
    variants: tuple[tuple[Chunk, ...], ...]
    order: int

    @property
    def weight(self) -> int:
        """Return how much of the phrase is fixed words: the more, the surer that it is meant."""
        return len(re.sub(r"\{\w*\}", "", self.phrase.text))


class Reading(Struct, frozen=True):
    """What a text means as one form, or what is wrong with it as that form."""

    pattern: Pattern
    captured: Captured
    problem: Problem | None


def compile_patterns(forms: Iterable[Form], slots: Mapping[str, Slot]) -> tuple[Pattern, ...]:
    """Return the patterns of all forms; a form's own slots come before the common ones."""
    patterns: list[Pattern] = []
    for form in forms:
        known = {**slots, **form.slots}
        for text in form.phrases:
            phrase = parse_phrase(text)
            regex = phrase_regex(phrase, lambda name, known=known: known[name].regex)
            used = tuple(known[node.text] for node in phrase.parameters)
            patterns.append(Pattern(form, phrase, regex, used, tuple(phrase_variants(phrase)), len(patterns)))
    return tuple(patterns)


class Matcher:
    """Matches texts with the patterns of one phase, by persons or not."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Take the patterns; index each variant of them by its rarest word."""
        self._patterns = tuple(patterns)
        self._index: dict[str, dict[int, Pattern]] = {}
        self._wordless: dict[int, Pattern] = {}
        self._compiled: dict[int, re.Pattern[str]] = {}
        self._cache: dict[tuple[str, str], tuple[Reading, ...]] = {}
        rows = [(pattern, _words(variant)) for pattern in self._patterns for variant in pattern.variants]
        frequency = Counter(word for _, words in rows for word in words)
        for pattern, words in rows:
            rarest = min(words, key=lambda word: frequency[word], default=None)
            found = self._wordless if rarest is None else self._index.setdefault(rarest, {})
            found[pattern.order] = pattern

    def read(self, text: str, subject: Entity | None = None) -> tuple[Reading, ...]:
        """Return all readings of a text, in the order of the forms; `subject` is the role of its person."""
        key = (text, subject.name if subject else "")
        readings = self._cache.get(key)
        if readings is None:
            readings = tuple(self._read(text, subject))
            self._cache[key] = readings
        return readings

    def _read(self, text: str, subject: Entity | None) -> Iterable[Reading]:
        found = dict(self._wordless)
        for word in _QUOTED.sub(" ", text).lower().split():
            found |= self._index.get(word, {})
        for order in sorted(found):
            regex = self._compiled.get(order)
            if regex is None:
                regex = self._compiled[order] = re.compile(found[order].regex, re.IGNORECASE)
            if match := regex.fullmatch(text):
                yield _read_slots(found[order], match, subject)


def _words(variant: tuple[Chunk, ...]) -> list[str]:
    """Return the chunks that are plain words."""
    return [chunk[0].lower() for chunk in variant if len(chunk) == 1 and isinstance(chunk[0], str)]


def _read_slots(pattern: Pattern, match: re.Match[str], subject: Entity | None) -> Reading:
    """Read slot after slot, up to the first that has a problem."""
    captured = Captured(subject)
    for number, slot in enumerate(pattern.slots):
        name = f"p{number}"
        problem = slot.read(Piece(match[name], match.start(name)), captured)
        if problem:
            return Reading(pattern, captured, problem)
    return Reading(pattern, captured, None)
