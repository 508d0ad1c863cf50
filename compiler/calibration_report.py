"""Tells what a calibration found: the threshold, what it means, what it brings, and what others would bring."""

from collections.abc import Iterator
from math import ceil
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from ..analyzers.text_to_sql.calibrating.choosing import Choice, Goal
from ..analyzers.text_to_sql.calibrating.log_traces import Learnt
from ..analyzers.text_to_sql.calibrating.replay import Fate, Rule
from ..analyzers.text_to_sql.evaluation.bootstrap import Interval
from .machine_reports import dump

_WITHIN = 0.05  # how near the share of right answers should be known
_MEASURES = ("right", "precision", "answered", "escalated", "tokens", "cost")
_TITLES = ("right", "right of those answered", "answered", "go on to a dearer pipeline", "tokens", "cost")


class Calibrated(Struct, frozen=True):
    """A choice, what it brings on questions that it was not made on, with intervals by name, and what is near it.

    `now` is what the settings say before.
    """

    learnt: Learnt
    goal: Goal
    choice: Choice
    expected: Fate
    intervals: dict[str, Interval]
    is_by_database: bool
    near: list[tuple[Rule, Fate]]
    now: Rule


def needed() -> int:
    """Return how many questions tell a share to within five points, nineteen times in twenty, whatever it is."""
    return ceil(0.25 * (1.96 / _WITHIN) ** 2)


def as_json(found: Calibrated) -> str:
    """Return a calibration as JSON."""
    return dump(
        {
            "accept": found.choice.rule.accept,
            "settle": found.choice.rule.settle,
            "calibration": {name: asdict(known) for name, known in found.choice.calibrations.items()},
            "goal": asdict(found.goal),
            "learnt_from": "labels" if found.learnt.is_labelled else f"agreement with {found.learnt.order[-1]}",
            "questions": len(found.learnt.traces),
            "logged_questions": found.learnt.questions,
            "pipelines": list(found.learnt.order),
            "expected": _fate(found.expected),
            "intervals": {name: asdict(bounds) for name, bounds in found.intervals.items()},
            "intervals_by": "database" if found.is_by_database else "question",
            "alternatives": [asdict(rule) | _fate(fate) for rule, fate in found.near],
            "warnings": list(_warnings(found)),
        }
    )


def _fate(fate: Fate) -> dict[str, Any]:
    return asdict(fate) | {"precision": fate.precision}


def as_text(found: Calibrated) -> str:
    """Return a calibration as people read it."""
    return "".join(f"{line}\n" for line in _lines(found))


def _lines(found: Calibrated) -> Iterator[str]:
    rule, learnt = found.choice.rule, found.learnt
    yield f"learnt from {len(learnt.traces):,} of {learnt.questions:,} questions, {_source(found)}"
    yield ""
    yield f"accept = {rule.accept:g}   settle = {rule.settle:g}   (now {found.now.accept:g} and {found.now.settle:g})"
    yield from _meaning(found)
    yield ""
    others = "databases" if len({trace.database for trace in learnt.traces}) > 1 else "questions"
    by = "database" if found.is_by_database else "question, as there are too few databases"
    yield f"expected, each question under thresholds chosen on other {others}; 95 % intervals, drawn by {by}:"
    for name, title in zip(_MEASURES, _TITLES, strict=True):
        yield f"  {title:<27} {_interval(found, name)}"
    yield ""
    yield "what other thresholds would have done to all of these questions; * is the chosen one:"
    yield f"    {'accept':>6}  {'goes on':>7}  {'right':>7}  {'precision':>9}  {'tokens':>9}  {'cost':>9}"
    for near, fate in found.near:
        mark = "*" if near == rule else " "
        shares = f"{near.accept:>6g}  {fate.escalated:>7.1%}  {fate.right:>7.1%}  {_share(fate.precision):>9}"
        yield f"  {mark} {shares}  {fate.tokens:>9,.0f}  {fate.cost:>9,.4f}"
    for warning in _warnings(found):
        yield ""
        yield f"beware: {warning}"


def _source(found: Calibrated) -> str:
    if found.learnt.is_labelled:
        return "whose answers people judged"
    dearest = found.learnt.order[-1]
    return f"as nobody judged answers: what gives the same as {dearest} counts as right, and {dearest} always is"


def _meaning(found: Calibrated) -> Iterator[str]:
    """Explain a threshold, which https://github.com/lm-sys/RouteLLM/issues/36 asks for."""
    rule = found.choice.rule
    yield f"An answer is taken at once where it is at least {rule.accept:.0%} likely to be right; else the next"
    yield f"pipeline is asked. Where nobody is left, the best answer is taken from {rule.settle:.0%} on, or none is"
    yield "given. It is a probability, not the share of questions that go on: that depends on the questions, see below."
    for name in found.choice.calibrations:
        yield f"Probabilities of {name} are corrected by what they were worth in this log."


def _interval(found: Calibrated, name: str) -> str:
    value, bounds = getattr(found.expected, name), found.intervals.get(name)
    shown = {"tokens": "{:,.0f}", "cost": "{:,.4f}"}.get(name, "{:.1%}")
    if value is None or bounds is None:
        return "-"
    return f"{shown.format(value):>8}   {shown.format(bounds.low)} to {shown.format(bounds.high)}"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.1%}"


def _warnings(found: Calibrated) -> Iterator[str]:
    count, dearest = len(found.learnt.traces), found.learnt.order[-1]
    if count < needed():
        yield f"{count} questions are few: it takes {needed()} to know the share of right answers to within 5 points"
    if not found.goal.is_met(found.expected):
        yield "on questions that the threshold was not chosen on, the goal is just missed: ask for a little more"
    if unknown := sum(not trace.is_whole for trace in found.learnt.traces):
        yield (
            f"{unknown} questions ended before {dearest} was asked: what it would have said is taken from the "
            "others, which were the doubtful ones; a log with --accept 1 asks it always"
        )
    if len(found.learnt.order) == 1:
        yield f"only {dearest} was ever asked, so that `accept` changes nothing: set a model, and log with --accept 1"
    if not found.learnt.is_labelled and count < found.learnt.questions:
        yield (
            f"{found.learnt.questions - count} questions never reached {dearest} and do not count; those that did are "
            "the doubtful ones, unless all were asked with --accept 1"
        )
