"""Prints the figures of an evaluation as tables for people."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ...analyzers.text_to_sql.evaluation.comparison import Comparison
from ...analyzers.text_to_sql.evaluation.pairs import PairFigures
from ...analyzers.text_to_sql.evaluation.policy_points import Measured
from ..report import counted, printable
from .inputs import Inputs
from .measure import measure_of

_NOTHING = "-"


def print_comparison(inputs: Inputs, comparison: Comparison) -> None:
    """Print what was compared and how, a table of systems and baselines, and one of pairs."""
    console = Console(highlight=False, markup=False)
    name = measure_of(inputs).name
    for line in _heading(inputs, comparison):
        console.print(printable(line), soft_wrap=True)
    console.print()
    console.print(_systems(comparison, name))
    console.print()
    console.print(_classes(comparison))
    console.print()
    for line in _legend(comparison, name):
        console.print(printable(line), soft_wrap=True)
    if comparison.pairs:
        console.print()
        console.print(_pairs(comparison.pairs))
        console.print()
        console.print(
            "APGR: how much of the gap between two systems is recovered where the most doubted answers go to the "
            "dearer one, over all budgets; a random choice recovers 0.50. Tokens of a third system are not counted.",
            soft_wrap=True,
        )
    for number, problem in comparison.left_out.items():
        console.print(printable(f"question {number} is left out: {problem}"), soft_wrap=True)


def _heading(inputs: Inputs, comparison: Comparison) -> list[str]:
    measure = measure_of(inputs)
    known = "; ".join(f"{system.name} {system.counted}" for system in inputs.systems)
    return [
        f"{counted(comparison.questions, 'question')} about {counted(comparison.databases, 'database')}; "
        "below figures their 95 % intervals, by a bootstrap over databases",
        f"{measure.name}: {measure.meaning}",
        f"tokens: the mean for each question; {known}",
    ]


def _legend(comparison: Comparison, name: str) -> list[str]:
    if not comparison.basic:
        return ["No system is known to take tokens, so there are no TEP, mix gain and baselines: give --tokens."]
    lines = [
        f"mix gain: {name} minus that of the best random mixture of the other systems for no more tokens, in points.",
        f"TEP: by how many per cent {name} rises for each per cent of tokens more than {comparison.basic} takes. "
        "It stays the same along random mixtures, so look at the mix gain as well.",
    ]
    if comparison.strong:
        lines.append(
            f"Baselines choose between {comparison.basic} and {comparison.strong}: half of the questions at random; the "
            "dearer one for hard and extra hard gold SQL; the dearer one only where it alone is right, which no router "
            "can know."
        )
    return lines


def _systems(comparison: Comparison, name: str) -> Table:
    rows = [*comparison.systems, *comparison.baselines]
    has_cost = any(row.cost is not None for row in rows)
    table = Table(box=None, pad_edge=False)
    table.add_column("system", overflow="fold")
    for title in (f"{name} %", "tokens", *(["cost"] if has_cost else []), "mix gain", "TEP"):
        table.add_column(title, justify="right", no_wrap=True)
    for at, row in enumerate(rows):
        cost = [_NOTHING if row.cost is None else f"{row.cost:,.6f}"] if has_cost else []
        tokens = _NOTHING if row.tokens is None else f"{row.tokens:,.0f}"
        measures = (_percent(row.accuracy), tokens, *cost, _percent(row.mix_gain, "+"), _elasticity(row.elasticity))
        table.add_row(printable(row.name), *measures, end_section=at == len(comparison.systems) - 1)
    return table


def _classes(comparison: Comparison) -> Table:
    """Return how often systems are right by the class of the gold SQL, and how many answers gave nothing."""
    sizes = {rating: found.questions for row in comparison.systems for rating, found in row.hardness.items()}
    table = Table(box=None, pad_edge=False)
    table.add_column("by hardness of the gold, %", overflow="fold")
    for rating, size in sizes.items():
        table.add_column(f"{rating}\n({size:,})", justify="right", no_wrap=True)
    table.add_column("failed", justify="right", no_wrap=True)
    for at, row in enumerate((*comparison.systems, *comparison.baselines)):
        shares = (f"{100 * found.right / found.questions:.1f}" for found in row.hardness.values())
        failed = f"{row.failed:,}" if at < len(comparison.systems) else _NOTHING
        table.add_row(printable(row.name), *shares, failed)
    return table


def _percent(found: Measured | None, sign: str = "") -> Text:
    """Return a share in per cent, with its interval below."""
    if found is None:
        return Text(_NOTHING)
    bounds = found.interval
    told = f"{100 * bounds.low:{sign}.1f} to {100 * bounds.high:{sign}.1f}" if bounds else ""
    return _told(f"{100 * found.value:{sign}.1f}", told)


def _elasticity(found: Measured | None) -> Text:
    if found is None:
        return Text(_NOTHING)
    bounds = found.interval
    return _told(f"{found.value:.2g}", f"{bounds.low:.2g} to {bounds.high:.2g}" if bounds else "")


def _told(value: str, interval: str) -> Text:
    return Text.assemble(value, ("\n" + interval, "dim"))


def _pairs(pairs: Sequence[PairFigures]) -> Table:
    table = Table(box=None, pad_edge=False)
    for title in ("from", "to", "doubted by"):
        table.add_column(title, overflow="fold")
    for title in ("APGR", "95 %"):
        table.add_column(title, justify="right", no_wrap=True)
    for pair in pairs:
        bounds = pair.recovered.interval
        told = f"{bounds.low:.2f} to {bounds.high:.2f}" if bounds else ""
        named = (printable(text) for text in (pair.cheap, pair.dear, pair.doubt))
        table.add_row(*named, f"{pair.recovered.value:.2f}", Text(told, "dim"))
    return table
