"""Prints the answer to a question: the rows, the SQL, how likely it is to be right, and the steps behind it."""

from collections.abc import Iterator
from math import isfinite
from typing import Any

import click
from msgspec.structs import asdict
from rich.table import Table

from ..analyzers.text_to_sql.complexity.estimate import Estimate
from ..analyzers.text_to_sql.database import Result
from ..analyzers.text_to_sql.language_model.usage import Usage
from ..analyzers.text_to_sql.routing.answer import Answer, Step
from ..analyzers.text_to_sql.routing.cache import Match
from ..analyzers.text_to_sql.routing.policy import percent
from .plain_console import plain_console
from .report import counted, printable


def document_of(answer: Answer, rows: int) -> dict[str, Any]:
    """Return an answer as JSON has it, with its first rows."""
    result = answer.result
    return {
        "question": answer.question,
        "sql": answer.sql or None,
        "probability": answer.probability,
        "reason": answer.reason,
        "columns": list(result.columns) if result else [],
        "rows": [list(map(_plain, row)) for row in result.rows[:rows]] if result else [],
        "is_cut": bool(result and (result.is_cut or len(result.rows) > rows)),
        "pipeline": answer.pipeline or None,
        "usage": asdict(answer.usage),
        "expected": _expected(answer.estimate),
        "remembered": _remembered(answer),
        "steps": [_step(step) for step in answer.steps],
    }


def _expected(estimate: Estimate) -> dict[str, Any]:
    """Return what each pipeline was expected to take."""
    return {
        name: {"tokens": round(tokens), "cost": estimate.costs.get(name)} for name, tokens in estimate.tokens.items()
    }


def _remembered(answer: Answer) -> dict[str, Any] | None:
    """Return what an answer takes from an earlier one: its SQL, while its rows are fetched anew."""
    known = answer.remembered
    if known is None:
        return None
    return {
        "match": answer.match,
        "question": known.question,
        "time": known.time.isoformat(timespec="seconds"),
        "usage": asdict(known.usage),
        "taken": ["sql", "pipeline", "probability"],
        "fetched_anew": ["columns", "rows"],
    }


def _step(step: Step) -> dict[str, Any]:
    verified = step.verified
    return {
        "pipeline": step.pipeline,
        "reason": step.reason,
        "sql": verified.candidate.sql if verified else None,
        "problems": list(verified.problems) if verified else [],
        "doubts": list(verified.doubts) if verified else [],
        "findings": list(verified.findings) if verified else [],
        "decision": step.decision.action.value,
        "because": step.decision.reason,
        "probability": step.decision.probability,
        "usage": asdict(step.usage),
        "stages": {stage: asdict(usage) for stage, usage in step.stages.items()},
        "notes": list(step.notes),
        "failure": step.failure or None,
    }


def _plain(value: Any) -> Any:
    """Return a value as JSON has it; what it has no kind for, as text."""
    is_known = isinstance(value, str | int | None) or (isinstance(value, float) and isfinite(value))
    return value if is_known else str(value)


def print_answer(answer: Answer, rows: int, *, is_explained: bool) -> None:
    """Print an answer for people: rows and SQL to standard output, all that is about them to standard error."""
    console = plain_console()
    if answer.result is not None:
        console.print(_table(answer.result, rows))
        click.echo(_left_out(answer.result, rows), nl=False)
        click.echo()
        click.echo(printable(answer.sql))
    for line in _lines(answer) if is_explained else _silences(answer):
        click.echo(printable(line), err=True)
    click.echo(printable(_last_line(answer)), err=True)


def _table(result: Result, rows: int) -> Table:
    """Return the first rows as a table."""
    table = Table(box=None, pad_edge=False)
    for column in result.columns:
        table.add_column(printable(column), overflow="fold")
    for row in result.rows[:rows]:
        table.add_row(*("" if value is None else printable(str(value)) for value in row))
    return table


def _left_out(result: Result, rows: int) -> str:
    """Return a line about the rows that are not shown; nothing where all are."""
    left = len(result.rows) - rows
    if result.is_cut:
        return "and more\n"
    return f"and {counted(left, 'more row')}\n" if left > 0 else ""


def _lines(answer: Answer) -> Iterator[str]:
    if answer.remembered is not None:
        words = "its letters" if answer.match is Match.EXACT else "its words (not case, spaces or end)"
        yield f"remembered by {words}, and evidence, schema, policy, models, prompts, limits"
        yield f"it took {_spent(answer.remembered.usage)} then; --no-cache asks anew"
    for number, step in enumerate(answer.steps, 1):
        yield f"{number}. {step.pipeline}, as {step.reason}: {_spent(step.usage)}"
        if len(step.stages) > 1:
            yield "   " + "; ".join(f"{stage} {_spent(usage)}" for stage, usage in step.stages.items())
        yield from (f"   {note}" for note in step.notes)
        if step.verified:
            yield f"   {step.verified.candidate.sql}"
            yield from (f"   anti-pattern: {name}" for name in step.verified.findings)
        yield f"   {step.decision.action}: {step.decision.reason}"
    yield from _expectations(answer)


def _silences(answer: Answer) -> Iterator[str]:
    """Yield why pipelines came up with nothing: where models failed, and where nobody has an answer."""
    for step in answer.steps:
        if step.verified is None and step.notes and (step.failure or answer.chosen is None):
            yield f"note: {step.pipeline}: {step.notes[-1]}"


def _expectations(answer: Answer) -> Iterator[str]:
    """Yield what each pipeline that asks a model was expected to take, whether it was asked or not."""
    asked = {step.pipeline for step in answer.steps}
    for name, tokens in answer.estimate.tokens.items():
        if tokens:
            cost = answer.estimate.costs.get(name)
            money = "" if cost is None else f", {cost:.4f} in money"
            told = "" if name in asked else ", and it was not asked"
            yield f"expected of {name}: about {counted(round(tokens), 'token')}{money}{told}"


def _last_line(answer: Answer) -> str:
    if answer.chosen is None:
        return f"no answer: {answer.reason}"
    probability = "" if answer.probability is None else f"{percent(answer.probability)} likely to be right, "
    return f"{probability}{_spent(answer.usage)}, answered by {answer.pipeline}: {answer.reason}"


def _spent(usage: Usage) -> str:
    cost = f", {usage.cost:.4f} in money" if usage.cost else ""
    return f"{counted(usage.tokens, 'token')}{cost}, {usage.seconds:.2f} s"
