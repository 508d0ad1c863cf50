"""Words that ask for the same thing, by what they ask for."""

from collections.abc import Sequence

_CLASSES = {
    "MOST": "most highest largest greatest biggest maximum max oldest longest latest top best tallest heaviest recent"
    " richest costliest fastest newest strongest maximal popular",
    "LEAST": "least lowest smallest fewest minimum min youngest shortest earliest worst cheapest lightest slowest"
    " bottom minimal poorest weakest",
    "MORE": "more greater larger higher above over exceed exceeding exceeded older longer after bigger taller heavier"
    " later beyond faster since",
    "LESS": "less fewer smaller lower below under younger shorter before earlier cheaper lighter slower",
    "AVG": "average mean avg averages",
    "SUM": "total sum overall combined altogether totals",
    "DISTINCT": "distinct different unique various distinctive",
    "NOT": "not no never without except excluding nor neither none don't doesn't didn't haven't isn't aren't hasn't"
    " wasn't weren't cannot",
    "EACH": "each every per",
    "SORT": "order ordered sort sorted ordering sorting alphabetical alphabetically alphabetic rank ranked",
    "DESC": "descending decreasing desc reverse descend",
    "ASC": "ascending increasing asc ascend",
    "LIKE": "contain contains containing include including substring start starts starting begin begins beginning end"
    " ends ending letter prefix suffix",
    "ASK": "show list find give return display tell name state report provide",
    "WHICH": "what which",
}
CLASS_OF = {word: name for name, words in _CLASSES.items() for word in words.split()}
_BOUNDS = {"most": "LESS", "least": "MORE"}  # after `at`


def classes_of(words: Sequence[str], otherwise: Sequence[str]) -> tuple[str, ...]:
    """Return what each word asks for, or else what is given for it: `most` is a bound after `at`."""
    return tuple(
        _BOUNDS[word] if word in _BOUNDS and before == "at" else CLASS_OF.get(word, other)
        for before, word, other in zip(("", *words), words, otherwise, strict=False)
    )
