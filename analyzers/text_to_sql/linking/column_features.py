"""What a question tells of each column of its schema, as numbers with names."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from ..question import Question
from .column_facts import ColumnFacts, SchemaFacts, TableFacts, spaced, squeezed
from .cues import CUES
from .quotes import QUOTED
from .words import tokens_of

_IDENTIFIER = re.compile(r"\w+")
_CAPITAL = re.compile(r"(?<!^)(?<![.?!]\s)\b[A-Z][a-z]+")
_PERSON = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+")
_CUES = ("count", "sum", "average", "extreme", "superlative", "ratio", "comparison", "date", "group")


class Heard(Struct, frozen=True, dict=True):
    """The words of a question and of its evidence, ready to be looked for in names."""

    question: Question

    @cached_property
    def said(self) -> frozenset[str]:
        """The stems of the question."""
        return frozenset(token.stem for token in self.question.tokens)

    @cached_property
    def meant(self) -> frozenset[str]:
        """The stems of the evidence."""
        return frozenset(token.stem for token in tokens_of(self.question.evidence))

    @cached_property
    def all(self) -> frozenset[str]:
        """The stems of both."""
        return self.said | self.meant

    @cached_property
    def starts(self) -> frozenset[str]:
        """The first four letters of each stem that has as many."""
        return frozenset(word[:4] for word in self.all if len(word) >= 4)

    @cached_property
    def identifiers(self) -> frozenset[str]:
        """The names in the evidence, as they are spelled."""
        return frozenset(_IDENTIFIER.findall(self.question.evidence))

    @cached_property
    def squeezed(self) -> frozenset[str]:
        """The words of both, and any two and three in a row, as one word in lower case."""
        words = re.findall("[a-z0-9]+", f"{self.question.text} {self.question.evidence}".lower())
        pairs = [first + second for first, second in pairwise(words)]
        threes = [pair + third for pair, third in zip(pairs, words[2:], strict=False)]
        return frozenset((*words, *pairs, *threes, *map(squeezed, map(str.lower, self.identifiers))))

    @cached_property
    def spaced(self) -> str:
        """The question in lower case without signs."""
        return spaced(self.question.text.lower())

    @cached_property
    def spaced_evidence(self) -> str:
        """The evidence in lower case without signs."""
        return spaced(self.question.evidence.lower())

    @cached_property
    def evidence(self) -> str:
        """The evidence in lower case."""
        return self.question.evidence.lower()

    @cached_property
    def cues(self) -> dict[str, float]:
        """What the question asks for, and whether it holds names, quotes and numbers."""
        text = self.question.text
        found = {name: float(bool(CUES[name].search(text.lower()))) for name in _CUES}
        return found | {
            "capitals": min(len(_CAPITAL.findall(text)), 3) / 3,
            "persons": float(bool(_PERSON.search(text))),
            "quoted": float(bool(QUOTED.search(f"{text} {self.question.evidence}"))),
            "numbers": float(bool(re.search(r"\d", text))),
            "told": float(bool(self.meant)),
        }


def column_features(heard: Heard, facts: SchemaFacts) -> list[list[dict[str, float]]]:
    """Return the features of each column of each table, by their names and always in the same order."""
    tables = [_table(heard, table) for table in facts.tables]
    strengths = [table["strength"] for table in tables]
    ranks = {at: rank for rank, at in enumerate(sorted(range(len(tables)), key=lambda at: -strengths[at]))}
    rivals = _best_by_name(facts, strengths)
    bests = _best_by_word(heard, facts)
    found: list[list[dict[str, float]]] = []
    for at, table in enumerate(facts.tables):
        near = max((strengths[other] for other in facts.neighbours[at]), default=0.0)
        shared = {**tables[at], "near": near, "rank": min(ranks[at], 10), "tables": min(len(tables), 30) / 10}
        shared |= {f"cue_{name}": value for name, value in heard.cues.items()}
        found.append([_column(heard, column, shared, rivals, bests) for column in table.columns])
    return found


def _best_by_name(facts: SchemaFacts, strengths: Sequence[float]) -> dict[str, float]:
    """Return how strongly the strongest table is named that has a column of each name."""
    found: defaultdict[str, float] = defaultdict(float)
    for table, strength in zip(facts.tables, strengths, strict=True):
        for column in table.columns:
            found[column.lower] = max(found[column.lower], strength)
    return found


def _best_by_word(heard: Heard, facts: SchemaFacts) -> dict[str, float]:
    """Return how much of a name is said, at most, among the columns that hold each word that is said."""
    found: defaultdict[str, float] = defaultdict(float)
    for column in _columns(facts):
        both = column.words & heard.all
        for word in both:
            found[word] = max(found[word], len(both) / len(column.words))
    return found


def _columns(facts: SchemaFacts) -> Iterator[ColumnFacts]:
    for table in facts.tables:
        yield from table.columns


def _table(heard: Heard, table: TableFacts) -> dict[str, float]:
    """Return how strongly a table is named, itself and by its columns."""
    size = max(1, len(table.words))
    said, meant = len(table.words & heard.said) / size, len(table.words & heard.meant) / size
    shares = [len(column.words & heard.all) / len(column.words) for column in table.columns]
    best = max(shares, default=0.0)
    named = float(any(len(column.lower) > 2 and column.lower in heard.evidence for column in table.columns))
    return {
        "table_said": said,
        "table_meant": meant,
        "table_phrase": float(table.spaced in heard.spaced or squeezed(table.spaced) in heard.squeezed),
        "table_starts": sum(word[:4] in heard.starts for word in table.words) / size,
        "table_best": best,
        "table_whole": min(sum(share == 1 for share in shares), 3) / 3,
        "table_named": named,
        "strength": said + meant + 0.5 * best + 0.7 * named,
        "width": min(len(table.columns), 60) / 20,
    }


def _column(
    heard: Heard, column: ColumnFacts, shared: dict[str, float], rivals: dict[str, float], bests: dict[str, float]
) -> dict[str, float]:
    kinds, cues, strength = column.kinds, heard.cues, shared["strength"]
    key = max(kinds["foreign"], kinds["referred"])
    return {
        **_named(heard, column, bests),
        **kinds,
        **shared,
        "rival": rivals[column.lower] - strength,
        "twins": min(column.twins, 10) - 1,
        "primary_strength": kinds["primary"] * strength,
        "key_strength": key * strength,
        "key_near": key * min(shared["near"], strength),
        "name_said": kinds["name"] * shared["table_said"],
        "person_persons": kinds["person"] * cues["persons"],
        "name_capitals": kinds["name"] * cues["capitals"],
        "category_capitals": kinds["category"] * cues["capitals"],
        "date_date": max(kinds["date"], kinds["temporal"]) * cues["date"],
        "numeric_numbers": kinds["numeric"] * cues["numbers"],
        "numeric_extreme": kinds["numeric"] * max(cues["extreme"], cues["superlative"]),
        "numeric_sum": kinds["numeric"] * max(cues["sum"], cues["average"]),
        "text_quoted": (1 - kinds["numeric"]) * cues["quoted"],
    }


def _named(heard: Heard, column: ColumnFacts, bests: dict[str, float]) -> dict[str, float]:
    """Return how much of a column's name is said, and how."""
    words, size = column.words, len(column.words)
    said, meant, both = words & heard.said, words & heard.meant, words & heard.all
    share = len(both) / size
    exact = float(column.column.name in heard.identifiers)
    return {
        "said": len(said) / size,
        "meant": len(meant) / size,
        "share": share,
        "whole": float(share == 1),
        "telling": float(bool(column.telling) and column.telling <= heard.all),
        "touched": float(bool(both)),
        "rarity": sum(column.rarity[word] for word in sorted(both)),
        "rarest": max((column.rarity[word] for word in both), default=0.0),
        "relative": max((share / bests[word] for word in both), default=0.0),
        "starts": sum(word[:4] in heard.starts for word in words) / size,
        "exact": exact,
        "exact_alone": exact / column.twins,
        "exact_short": exact * (len(column.lower) <= 3),
        "inside": float(len(column.lower) > 2 and column.lower in heard.evidence),
        "phrase": float(column.spaced in heard.spaced),
        "phrase_meant": float(column.spaced in heard.spaced_evidence),
        "squeezed": float(column.squeezed in heard.squeezed),
    }
