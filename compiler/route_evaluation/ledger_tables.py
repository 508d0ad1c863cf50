"""Puts into cells what each system of ours asked, what was decided on that, and what its stages took."""

from collections.abc import Iterator

from ...analyzers.text_to_sql.evaluation.comparison import Comparison
from ...analyzers.text_to_sql.evaluation.ledger import AskedFigures
from ...analyzers.text_to_sql.routing.policy import Action
from ...analyzers.text_to_sql.stages import Stage
from .cells import NOTHING, Cell, Figures

_DECIDED = {Action.ACCEPT: "accepted", Action.ESCALATE: "escalated", Action.STOP: "stopped"}


def ledger_tables(comparison: Comparison) -> Iterator[Figures]:
    """Yield the tables of decisions and of stages, each where some system has any."""
    asked = [(system.name, one) for system in comparison.systems for one in system.asked]
    if decided := tuple(_decided(name, one) for name, one in asked if one.decisions):
        yield Figures(("policy", "asked", "questions", *_DECIDED.values()), 2, decided)
    if spent := tuple(_spent(name, one) for name, one in asked):
        yield Figures(("tokens, in all", "asked", *Stage, "calls", "cost"), 2, spent)


def ledger_legend(comparison: Comparison) -> Iterator[str]:
    """Yield what these tables mean, where there are any."""
    if any(system.asked for system in comparison.systems):
        yield (
            "tokens, in all: what each stage took over all questions, in and out; "
            f"{NOTHING} where a pipeline never came to a stage."
        )


def _decided(name: str, asked: AskedFigures) -> tuple[Cell, ...]:
    counts = (asked.questions, *(asked.decisions.get(action, 0) for action in _DECIDED))
    return (Cell(name), Cell(asked.pipeline), *(Cell(f"{count:,}") for count in counts))


def _spent(name: str, asked: AskedFigures) -> tuple[Cell, ...]:
    stages = asked.stages
    tokens = (f"{stages[stage].tokens:,}" if stage in stages else NOTHING for stage in Stage)
    calls = sum(figures.calls for figures in stages.values())
    cost = sum(figures.cost for figures in stages.values())
    return tuple(map(Cell, (name, asked.pipeline, *tokens, f"{calls:,}", f"{cost:,.4f}")))
