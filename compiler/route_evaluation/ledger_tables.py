"""Puts into cells what each system of ours asked, what was decided on that, and what its stages took."""

from collections.abc import Iterator

from ...analyzers.text_to_sql.evaluation.comparison import Comparison
from ...analyzers.text_to_sql.evaluation.ledger import AskedFigures
from ...analyzers.text_to_sql.routing.policy import Action
from .cells import Cell, Figures

_DECIDED = {Action.ACCEPT: "accepted", Action.ESCALATE: "escalated", Action.STOP: "stopped"}


def ledger_tables(comparison: Comparison) -> Iterator[Figures]:
    """Yield the tables of decisions and of stages, each where some system has any."""
    asked = [(system.name, one) for system in comparison.systems for one in system.asked]
    if decided := tuple(_decided(name, one) for name, one in asked if one.decisions):
        yield Figures(("policy", "asked", "questions", *_DECIDED.values()), 2, decided)
    if spent := tuple(row for name, one in asked for row in _spent(name, one)):
        yield Figures(("took, in all", "asked", "stage", "calls", "tokens", "cost"), 3, spent)


def ledger_legend(comparison: Comparison) -> Iterator[str]:
    """Yield what these tables mean, where there are any."""
    if any(system.asked for system in comparison.systems):
        yield (
            "took, in all: what each stage of each pipeline that was asked took over all questions, tokens in and out; "
            "a stage that no question came to is left out."
        )


def _decided(name: str, asked: AskedFigures) -> tuple[Cell, ...]:
    counts = (asked.questions, *(asked.decisions.get(action, 0) for action in _DECIDED))
    return (Cell(name), Cell(asked.pipeline), *(Cell(f"{count:,}") for count in counts))


def _spent(name: str, asked: AskedFigures) -> Iterator[tuple[Cell, ...]]:
    for stage, took in asked.stages.items():
        numbers = (f"{took.calls:,}", f"{took.tokens:,}", f"{took.cost:,.4f}")
        yield tuple(map(Cell, (name, asked.pipeline, stage, *numbers)))
