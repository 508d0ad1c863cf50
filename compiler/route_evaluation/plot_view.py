"""Lays out the plot of accuracy against tokens: every pixel is decided here, the template prints it."""

from collections.abc import Iterator, Sequence
from html import escape as escaped
from itertools import pairwise

from msgspec import Struct

from ...analyzers.text_to_sql.evaluation.comparison import Comparison, PolicyFigures
from ...analyzers.text_to_sql.evaluation.measures import best_mixture
from ...analyzers.text_to_sql.evaluation.outcome import Point
from ...analyzers.text_to_sql.evaluation.pairs import GOLD, Escalated
from ..report import printable
from .figures import intervals, told_of
from .labels import Box, Label, place_labels
from .measure import MeasureName
from .scale import Scale, scale_over

WIDTH, HEIGHT = 880, 560
LEFT, RIGHT, _TOP, BOTTOM = 64, 856, 138, 496
_MARGIN = 24
_PER_ROW = 2  # entries of the legend
_COLOURS = 8  # that the template has, for systems and curves together
_MOST_CURVES = 5  # that the legend has room for
_STEPS = 120  # of the line of mixtures


def escape(text: str) -> str:
    """Return a text as it may stand in XML, which has no place for most control characters."""
    return escaped(printable(text))


class Tick(Struct, frozen=True):
    """A line of the grid at a pixel, with its number."""

    at: float
    text: str


class Mark(Struct, frozen=True):
    """A system or a baseline: a point with its interval from `low` to `high`; `colour` counts from 0."""

    x: float
    y: float
    low: float
    high: float
    title: str
    colour: int


class Curve(Struct, frozen=True):
    """A line through points, as SVG has it, with its text in the legend and where that stands."""

    path: str
    text: str
    x: float
    y: float
    colour: int


class PlotView(Struct, frozen=True):
    """All that the template prints; texts are escaped."""

    title: str
    subtitle: str
    x_title: str
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    mixture: Curve
    area: str
    curves: tuple[Curve, ...]
    systems: tuple[Mark, ...]
    baselines: tuple[Mark, ...]
    labels: tuple[Label, ...]


def plot_view(comparison: Comparison, measure: MeasureName) -> PlotView:
    """Return the layout of a plot; at least one system's tokens must be known."""
    systems = [system for system in comparison.systems if system.tokens is not None]
    rows = [*systems, *comparison.baselines]
    curves = _curves_of(comparison)[: min(_MOST_CURVES, max(_COLOURS - len(systems), 1))]
    across = Scale(0.0, _room(max(row.tokens or 0.0 for row in rows)), LEFT, RIGHT)
    up = _up(rows, [point.accuracy for _, points in curves for point in points])
    marks = [_mark(row, across, up, at, measure.name) for at, row in enumerate(rows)]
    mixture = [(across(x), up(100 * y)) for x, y in _mixtures(systems, across.high)]
    named = [(mark.x, mark.y, row.name) for mark, row in zip(marks, rows, strict=True)]
    lines = [[(across(x.tokens), up(100 * x.accuracy)) for x in points] for _, points in curves]
    taken = [box for line in (mixture, *lines) for box in _boxes(line)]
    labels = place_labels(named, Box(LEFT, _TOP, RIGHT + 16, BOTTOM), taken)
    return PlotView(
        escape(measure.title),
        escape(_subtitle(comparison)),
        "tokens for each question, mean",
        tuple(Tick(across(value), f"{value:,.0f}" if across.high > 8 else f"{value:g}") for value in across.ticks(8)),
        tuple(Tick(up(value), f"{value:g} %") for value in up.ticks(8)),
        _curve(mixture, "best random mix of the systems", 0, -1),
        f"{_path(mixture)} L{RIGHT},{BOTTOM} L{mixture[0][0]},{BOTTOM} Z",
        tuple(
            _curve([point for point in line if point[0] <= RIGHT], text, at + 1, len(systems) + at)
            for at, ((text, _), line) in enumerate(zip(curves, lines, strict=True))
        ),
        tuple(marks[: len(systems)]),
        tuple(marks[len(systems) :]),
        tuple(Label(label.x, label.y, label.anchor, escape(label.text)) for label in labels),
    )


def _subtitle(comparison: Comparison) -> str:
    return f"{told_of(comparison)}; {intervals(comparison, 'bars are')}"


def _room(most: float) -> float:
    """Return where the axis of tokens ends: a little right of the dearest."""
    return most * 1.06 or 1.0


def _up(rows: Sequence[PolicyFigures], accuracies: Sequence[float]) -> Scale:
    """Return the axis of accuracies, over all points with their intervals; none is above 100 %."""
    bounds = [bound for row in rows for bound in (row.accuracy.value, *_bounds(row))]
    values = [100 * value for value in (*bounds, *accuracies)]
    return scale_over(min(*values, 99.0), max(values), BOTTOM, _TOP, 6)


def _bounds(row: PolicyFigures) -> tuple[float, float]:
    interval = row.accuracy.interval
    return (interval.low, interval.high) if interval else (row.accuracy.value, row.accuracy.value)


def _mark(row: PolicyFigures, across: Scale, up: Scale, at: int, name: str) -> Mark:
    low, high = _bounds(row)
    tokens, accuracy = row.tokens or 0.0, 100 * row.accuracy.value
    title = f"{row.name}: {name} {accuracy:.1f} % [{100 * low:.1f}, {100 * high:.1f}], {tokens:,.0f} tokens"
    return Mark(across(tokens), up(accuracy), up(100 * low), up(100 * high), escape(title), at)


def _mixtures(systems: Sequence[PolicyFigures], end: float) -> Iterator[tuple[float, float]]:
    """Yield tokens, and the accuracy of the best random mixture for them, from the cheapest system on."""
    points = [Point(system.accuracy.value, system.tokens or 0.0) for system in systems]
    start = min(point.tokens for point in points)
    steps = {start + (end - start) * at / _STEPS for at in range(_STEPS + 1)}
    for tokens in sorted(steps | {point.tokens for point in points}):
        yield tokens, best_mixture(tokens, points)


def _curves_of(comparison: Comparison) -> list[tuple[str, tuple[Escalated, ...]]]:
    """Return what comes of escalating from the basic system to the strong one, by each doubt that needs no gold."""
    return [
        (f"{pair.cheap}, then {pair.dear}, by {pair.doubt}", pair.curve)
        for pair in comparison.pairs
        if (pair.cheap, pair.dear) == (comparison.basic, comparison.strong) and pair.doubt != GOLD
    ]


def _curve(points: Sequence[tuple[float, float]], text: str, at: int, colour: int) -> Curve:
    """Return a line whose text stands at place `at` of the legend."""
    x = _MARGIN + (at % _PER_ROW) * (RIGHT - _MARGIN) / _PER_ROW
    return Curve(_path(points), escape(text), round(x, 1), 70 + 18 * (at // _PER_ROW), colour)


def _boxes(line: Sequence[tuple[float, float]]) -> Iterator[Box]:
    """Yield where a line runs, in small pieces."""
    for (x, y), (to_x, to_y) in pairwise(line):
        count = int(abs(to_x - x) // 6) + 1
        for at in range(count):
            here, there = x + (to_x - x) * at / count, y + (to_y - y) * at / count
            yield Box(here - 1, there - 1, here + 1, there + 1)


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{x:g},{y:g}" for x, y in points)
