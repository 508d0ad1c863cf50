"""Prints the answer to a question: the rows, the SQL, how likely it is to be right, and the steps behind it."""

import sys
from collections.abc import Iterator
from typing import Any

import click
from msgspec.structs import asdict
from rich.console import Console
from rich.table import Table

from ..analyzers.text_to_sql.database import Result
from ..analyzers.text_to_sql.language_model.usage import Usage
from ..analyzers.text_to_sql.routing.answer import Answer, Step
from .machine_reports import dump
from .report import counted, printable


def as_json(answer: Answer, rows: int) -> str:
    """Return an answer as JSON, with its first rows."""
    result = answer.chosen.candidate.result if answer.chosen else None
    document: dict[str, Any] = {
        "question": answer.question,
        "sql": answer.sql or None,
        "probability": answer.probability,
        "reason": answer.reason,
        "columns": list(result.columns) if result else [],
        "rows": [list(map(_plain, row)) for row in result.rows[:rows]] if result else [],
        "is_cut": bool(result and (result.is_cut or len(result.rows) > rows)),
        "usage": asdict(answer.usage),
        "steps": [_step(step) for step in answer.steps],
    }
    return dump(document)


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
        "notes": list(step.notes),
    }


def _plain(value: Any) -> Any:
    """Return a value as JSON has it; what it has no kind for, as text."""
    return value if isinstance(value, str | int | float | None) else str(value)


def print_answer(answer: Answer, rows: int, *, is_explained: bool) -> None:
    """Print an answer for people: rows and SQL to standard output, all that is about them to standard error."""
    console = Console(file=sys.stdout, highlight=False, markup=False)
    if answer.chosen is not None and answer.chosen.candidate.result is not None:
        console.print(_table(answer.chosen.candidate.result, rows))
        click.echo(_left_out(answer.chosen.candidate.result, rows), nl=False)
        click.echo()
        click.echo(printable(answer.sql))
    for line in _lines(answer) if is_explained else ():
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
    for number, step in enumerate(answer.steps, 1):
        yield f"{number}. {step.pipeline}, as {step.reason}: {_spent(step.usage)}"
        yield from (f"   {note}" for note in step.notes)
        if step.verified:
            yield f"   {step.verified.candidate.sql}"
            yield from (f"   anti-pattern: {name}" for name in step.verified.findings)
        yield f"   {step.decision.action}: {step.decision.reason}"


def _last_line(answer: Answer) -> str:
    if answer.chosen is None:
        return f"no answer: {answer.reason}"
    probability = "" if answer.probability is None else f"{answer.probability:.0%} likely to be right, "
    by = answer.steps[-1].pipeline if answer.steps else "an earlier answer"
    return f"{probability}{_spent(answer.usage)}, answered by {by}: {answer.reason}"


def _spent(usage: Usage) -> str:
    cost = f", {usage.cost:.4f} in money" if usage.cost else ""
    return f"{counted(usage.tokens, 'token')}{cost}, {usage.seconds:.2f} s"
