"""The gold set: statements labelled by hand; what rules find in them is held against the labels, rule by rule."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from weft.analyzers.sql_lint.dialects import DIALECTS
from weft.analyzers.sql_lint.engine import Linter
from weft.analyzers.sql_lint.known_rules import every_rule
from weft.analyzers.sql_lint.rule import DataRule, PythonRule
from weft.analyzers.sql_lint.sql_text import SqlText
from weft.diagnostics import Source

FOLDER = Path(__file__).parent / "gold"
CASE = re.compile(
    r"-- case (?P<name>\S+) \| (?P<origin>[^|\n]+) \| (?P<dialect>\w+)(?P<migration> \| migration)?\n"
    r"-- finds: (?P<finds>.+)\n(?:-- traps: (?P<traps>.+)\n)?(?:-- note: .+\n)?(?:-- linter: .+\n)?"
    r"(?P<sql>(?:(?!-- case ).*\n)+)"
)
ALL = {rule.name: rule() for rule in every_rule()}
# Rules on rows need a database and rules on Python need modules, so the gold set holds nothing for them.
JUDGED = {name: rule for name, rule in ALL.items() if rule.default and not isinstance(rule, DataRule | PythonRule)}
ENOUGH, PRECISION, RECALL = 5, 0.9, 0.9


@dataclass(frozen=True)
class Case:
    """One text with the names of all rules that should find something in it, and of those that it tries to trap."""

    name: str
    origin: str
    dialect: str
    migration: bool
    finds: frozenset[str]
    traps: frozenset[str]
    sql: str


@dataclass
class Score:
    """How often a rule was right, found what is none, and missed what is one; a case counts once."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @classmethod
    def total(cls, scores: "Iterable[Score]") -> "Score":
        parts = list(scores)
        return cls(sum(s.right for s in parts), sum(s.wrong for s in parts), sum(s.missed for s in parts))


def names(listed: str | None) -> frozenset[str]:
    return frozenset(listed.split(", ")) if listed and listed != "nothing" else frozenset()


def read(path: Path) -> Iterator[Case]:
    for found in CASE.finditer(path.read_text(encoding="utf-8")):
        finds, traps = names(found["finds"]), names(found["traps"])
        sql = found["sql"].strip("\n") + "\n"
        yield Case(found["name"], found["origin"], found["dialect"], bool(found["migration"]), finds, traps, sql)


CASES = tuple(case for path in sorted(FOLDER.glob("*.sql")) for case in read(path))


@cache
def judge() -> tuple[dict[str, Score], tuple[str, ...]]:
    """Return the score of each rule, and a line for each case in which labels and linter differ."""
    linter = Linter(JUDGED.values())
    scores = {name: Score() for name in JUDGED}
    lines: list[str] = []
    for case in CASES:
        text = SqlText(Source(case.name, case.sql), case.dialect, case.sql, migration=case.migration)
        found = {finding.rule.name for finding in linter.analyze((text,)).findings} & JUDGED.keys()
        wanted = case.finds & JUDGED.keys()
        for name in found | wanted:
            scores[name].right += name in found & wanted
            scores[name].wrong += name in found - wanted
            scores[name].missed += name in wanted - found
        lines += [f"{case.name}: finds {name}" for name in sorted(found - wanted)]
        lines += [f"{case.name}: misses {name}" for name in sorted(wanted - found)]
    return scores, tuple(lines)


def table(scores: dict[str, Score]) -> Iterator[str]:
    yield f"{'rule':34}{'right':>6}{'wrong':>6}{'missed':>7}{'precision':>11}{'recall':>8}"
    for name, score in [*sorted(scores.items()), ("all", Score.total(scores.values()))]:
        counts = f"{score.right:6}{score.wrong:6}{score.missed:7}"
        yield f"{name:34}{counts}{score.precision:11.2f}{score.recall:8.2f}"


def test_rules_are_right_nine_times_in_ten() -> None:
    scores, lines = judge()
    print("", *table(scores), *lines, sep="\n")
    judged = {name: score for name, score in scores.items() if score.right + score.wrong >= ENOUGH}
    judged["rarer ones together"] = Score.total(score for name, score in scores.items() if name not in judged)
    assert not {name: score for name, score in judged.items() if score.precision < PRECISION}


def test_nine_in_ten_are_found() -> None:
    scores, _ = judge()
    assert Score.total(scores.values()).recall >= RECALL


@pytest.mark.parametrize("name", JUDGED)
def test_rule_has_examples_and_traps(name: str) -> None:
    assert sum(name in case.finds for case in CASES) >= 3
    assert sum(name in case.traps for case in CASES) >= 3


def test_cases_are_well_formed() -> None:
    marks = sum(path.read_text(encoding="utf-8").count("-- case ") for path in FOLDER.glob("*.sql"))
    assert marks == len(CASES) == len({case.name for case in CASES}) >= 600
    assert {name for case in CASES for name in case.finds | case.traps} <= ALL.keys()
    assert not [case.name for case in CASES if case.dialect not in DIALECTS or case.finds & case.traps]
