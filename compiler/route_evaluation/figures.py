"""Puts the figures of an evaluation into words and cells, for a terminal and for a page alike."""

from collections.abc import Iterator

from msgspec import Struct

from ...analyzers.text_to_sql.evaluation.comparison import Comparison, PolicyFigures
from ...analyzers.text_to_sql.evaluation.policy_points import Measured
from ..report import counted
from .cells import Cell, Figures
from .inputs import Inputs
from .ledger_tables import ledger_legend, ledger_tables
from .measure import measure_of

NOTHING = "-"
_APGR = (
    "APGR: how much of the gap between two systems is recovered where the most doubted answers go to the dearer one, "
    "over all budgets; a random choice recovers 0.50. Tokens of a third system are not counted."
)


class Report(Struct, frozen=True):
    """All that is told: what was compared and how, tables, what their columns mean, and what was left out."""

    heading: tuple[str, ...]
    tables: tuple[Figures, ...]
    legend: tuple[str, ...]
    left_out: tuple[str, ...]


def report_of(inputs: Inputs, comparison: Comparison) -> Report:
    """Return what is told of a comparison."""
    name = measure_of(inputs).name
    tables = (
        _systems(comparison, name),
        _classes(comparison),
        *([_pairs(comparison)] if comparison.pairs else []),
        *ledger_tables(comparison),
    )
    return Report(
        tuple(_heading(inputs, comparison)),
        tables,
        tuple(_legend(comparison, name)),
        tuple(f"question {number} is left out: {problem}" for number, problem in comparison.left_out.items()),
    )


def told_of(comparison: Comparison) -> str:
    """Return how much was compared."""
    return f"{counted(comparison.questions, 'question')} about {counted(comparison.databases, 'database')}"


def intervals(comparison: Comparison, where: str) -> str:
    """Return what is to be said of intervals; `where` they are to be seen, as a subject without its verb."""
    if comparison.databases == 1:
        return "no intervals, as a single database says nothing of others"
    return f"{where} 95 % intervals, by a bootstrap over databases"


def _heading(inputs: Inputs, comparison: Comparison) -> Iterator[str]:
    measure = measure_of(inputs)
    yield f"{told_of(comparison)}; {intervals(comparison, 'below figures their')}"
    yield f"{measure.name}: {measure.meaning}"
    yield "tokens: the mean for each question; " + "; ".join(f"{one.name}: {one.counted}" for one in inputs.systems)


def _legend(comparison: Comparison, name: str) -> Iterator[str]:
    yield "failed: there is no answer, or it gives no result; that counts as wrong; --format json tells why."
    yield from ledger_legend(comparison)
    if not comparison.basic:
        yield "No system is known to take tokens, so there are no TEP, mix gain and baselines: give --tokens."
        return
    yield f"mix gain: {name} minus that of the best random mixture of the other systems for no more tokens, in points."
    yield (
        f"TEP: by how many per cent {name} rises for each per cent of tokens more than {comparison.basic} takes. "
        "Below zero, a system is better for fewer tokens, or worse for more. It stays the same along random mixtures, "
        "so look at the mix gain as well."
    )
    if comparison.strong:
        yield (
            f"Baselines choose between {comparison.basic} and {comparison.strong}. random mix: half of the questions; "
            "hardness of gold: the dearer one for gold SQL that is hard or extra hard; oracle: the dearer one only "
            "where it alone is right, which no router can know."
        )
    if comparison.pairs:
        yield _APGR


def _rows(comparison: Comparison) -> list[tuple[str, PolicyFigures]]:
    """Return systems and baselines with what they are called."""
    baselines = ((f"baseline: {row.name}", row) for row in comparison.baselines)
    return [*((row.name, row) for row in comparison.systems), *baselines]


def _systems(comparison: Comparison, name: str) -> Figures:
    rows = _rows(comparison)
    has_cost = any(row.cost for _, row in rows)
    return Figures(
        ("system", f"{name} %", "tokens", *(["cost"] if has_cost else []), "mix gain", "TEP"),
        1,
        tuple(
            (
                Cell(title),
                _percent(row.accuracy),
                _plain(row.tokens, ",.0f"),
                *([_plain(row.cost, ",.6f")] if has_cost else []),
                _percent(row.mix_gain, "+z"),
                _elasticity(row.elasticity),
            )
            for title, row in rows
        ),
    )


def _classes(comparison: Comparison) -> Figures:
    """Return how often systems are right by the class of the gold SQL, and how many answers gave nothing."""
    sizes = {rating: found.questions for row in comparison.systems for rating, found in row.hardness.items()}
    failed = [f"{system.failed:,}" for system in comparison.systems] + [NOTHING] * len(comparison.baselines)
    return Figures(
        ("right, in %", *(f"{rating} ({size:,})" for rating, size in sizes.items()), "failed"),
        1,
        tuple(
            (
                Cell(title),
                *(Cell(f"{100 * found.right / found.questions:.1f}") for found in row.hardness.values()),
                Cell(number),
            )
            for (title, row), number in zip(_rows(comparison), failed, strict=True)
        ),
    )


def _pairs(comparison: Comparison) -> Figures:
    return Figures(
        ("from", "to", "doubted by", "APGR", "95 %"),
        3,
        tuple(
            (
                Cell(pair.cheap),
                Cell(pair.dear),
                Cell(pair.doubt),
                Cell(f"{pair.recovered.value:.2f}"),
                Cell(_interval(pair.recovered, 1, ".2f")),
            )
            for pair in comparison.pairs
        ),
    )


def _plain(value: float | None, form: str) -> Cell:
    return Cell(NOTHING if value is None else f"{value:{form}}")


def _percent(found: Measured | None, sign: str = "") -> Cell:
    """Return a share in per cent, with its interval."""
    if found is None:
        return Cell(NOTHING)
    return Cell(f"{100 * found.value:{sign}.1f}", _interval(found, 100, f"{sign}.1f"))


def _elasticity(found: Measured | None) -> Cell:
    return Cell(NOTHING) if found is None else Cell(f"{found.value:.2g}", _interval(found, 1, ".2g"))


def _interval(found: Measured, factor: int, form: str) -> str:
    bounds = found.interval
    return f"{factor * bounds.low:{form}} to {factor * bounds.high:{form}}" if bounds else ""
