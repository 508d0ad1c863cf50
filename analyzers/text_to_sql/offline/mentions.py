"""Finds where a question says the name of a table or column, whole or in part."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

_LEAST_PREFIX = 4
_GAP = 2  # words of one name may stand this far apart


class Mention(Struct, frozen=True):
    """Where a name is said: which share of its words, and the first and last token. No mention has the share 0."""

    share: float
    start: int
    end: int

    @property
    def is_full(self) -> bool:
        """Say whether all words of the name are there."""
        return self.share == 1.0


NO_MENTION = Mention(0.0, -1, -1)


@lru_cache(maxsize=1 << 16)
def is_akin(word: str, other: str) -> bool:
    """Say whether two words share most of their beginning: `manufacture`, `manufacturer`."""
    shorter = min(len(word), len(other))
    if shorter < _LEAST_PREFIX or max(len(word), len(other)) - shorter > 4:
        return False
    length = max(_LEAST_PREFIX, shorter - 1)
    return word[:length] == other[:length]


def places_of(stems: Sequence[str], words: frozenset[str]) -> dict[str, tuple[int, ...]]:
    """Return where each of the words of a schema is said: exactly where it is, else as a word akin to it."""
    found: dict[str, list[int]] = {}
    for at, stem in enumerate(stems):
        if stem in words:
            found.setdefault(stem, []).append(at)
    for at, stem in enumerate(stems):
        if stem not in words and len(stem) >= _LEAST_PREFIX and stem.isalpha():
            for word in sorted(words):
                if word not in found and is_akin(stem, word):
                    found[word] = [at]
    return {word: tuple(at) for word, at in found.items()}


def mention_of(name: Sequence[str], places: Mapping[str, tuple[int, ...]]) -> Mention:
    """Return the best mention of a name: the largest share of its words, then the first."""
    words = set(name)
    starts = sorted((at, word) for word in words for at in places.get(word, ()))
    best = NO_MENTION
    for index, (start, first) in enumerate(starts):
        seen, last = {first}, start
        for at, word in starts[index + 1 :]:
            if at > last + _GAP:
                break
            if word not in seen:
                seen.add(word)
                last = at
        share = len(seen) / len(words)
        if share > best.share:
            best = Mention(share, start, last)
    return best
