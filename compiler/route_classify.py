"""Classifies the queries in SQL files and prints what was found."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from msgspec import Struct
from msgspec.structs import asdict
from rich.table import Table

from ..analyzers.sql_lint.dialect_trial import guessed_text
from ..analyzers.sql_lint.lint import check_dialect
from ..analyzers.sql_lint.sql_text import SqlText
from ..analyzers.text_to_sql.complexity.classify import Complexity, classify
from ..analyzers.text_to_sql.complexity.profile import Profile
from ..diagnostics import Source
from .machine_reports import dump
from .plain_console import plain_console
from .progress import show_progress
from .report import printable
from .sql_files import SqlFile, find_files, read_file, read_stdin

_NO_QUERY = "no query"
_MUCH = 200_000  # characters, which take a second or so


class ClassifiedFile(Struct, frozen=True):
    """A file with what is known of its statements; `problem` says why it could not be read."""

    name: str
    dialect: str
    found: tuple[Complexity, ...]
    problem: str = ""


def classify_files(paths: Sequence[Path], dialect: str, format_: str) -> int:
    """Classify all statements in files and print them; return the exit code."""
    if dialect:
        check_dialect(dialect)
    files = _classified_files(paths, dialect)
    if format_ == "json":
        click.echo(dump([entry for file in files for entry in _entries(file)]), nl=False)
    elif any(file.found for file in files):
        _print(files)
    if not any(file.found or file.problem for file in files):
        click.echo("note: no statements here" if files else "note: no SQL files here", err=True)
    for file in files:
        if file.problem:
            click.echo(f"{file.name}: {file.problem}", err=True)
    return 1 if any(file.problem or any(found.problem for found in file.found) for file in files) else 0


def _classified_files(paths: Sequence[Path], dialect: str) -> list[ClassifiedFile]:
    given = list(_files(paths))
    found: list[ClassifiedFile] = []
    with show_progress(is_shown=sum(len(file.text) for file in given) > _MUCH) as report:
        for at, file in enumerate(given):
            report("classify", at, len(given))
            found.append(_classified(file, dialect))
    return found


def _files(paths: Sequence[Path]) -> Iterator[SqlFile]:
    if Path("-") in paths:
        yield read_stdin("stdin.sql")
    yield from map(read_file, find_files([path for path in paths if path != Path("-")], with_python=False))


def _classified(file: SqlFile, dialect: str) -> ClassifiedFile:
    if file.problem:
        return ClassifiedFile(file.name, dialect, (), file.problem)
    source = Source(file.name, file.text)
    text = SqlText(source, dialect, file.text) if dialect else guessed_text(source, file.name)[0]
    return ClassifiedFile(file.name, text.dialect, classify(text))


def _entries(file: ClassifiedFile) -> list[dict[str, Any]]:
    """Return what JSON says of a file: an entry for each statement, or one that says why it could not be read."""
    if file.problem:
        return [{"path": file.name, "problem": file.problem}]
    return [_entry(file, found) for found in file.found]


def _entry(file: ClassifiedFile, found: Complexity) -> dict[str, Any]:
    """Return what JSON says of a statement."""
    line, column = found.span.source.position(found.span.start)
    entry: dict[str, Any] = {"path": file.name, "line": line, "column": column, "dialect": file.dialect}
    entry["hardness"] = found.hardness
    if found.profile is None:
        return {**entry, "problem": found.problem or _NO_QUERY}
    return {**entry, "score": found.profile.score, "profile": asdict(found.profile)}


def _print(files: Sequence[ClassifiedFile]) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("place", overflow="fold")
    table.add_column("hardness")
    table.add_column("score", justify="right")
    table.add_column("made of", ratio=1)
    for file in files:
        for found in file.found:
            place = f"{file.name}:{found.span.line}"
            table.add_row(printable(place), *_cells(found))
    plain_console().print(table)


def _cells(found: Complexity) -> tuple[str, str, str]:
    if found.hardness is None or found.profile is None:
        return "-", "-", printable(found.problem or _NO_QUERY)
    return found.hardness, str(found.profile.score), _told(found.profile)


def _told(profile: Profile) -> str:
    """Return the counts of a profile that are not zero, in words."""
    return ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in asdict(profile).items() if count)
