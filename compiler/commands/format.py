"""`weft format`: lay out specs in the one canonical way."""

import difflib
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from msgspec import Struct

from ...diagnostics import Diagnostic, Source
from ...dsl.formatter import try_to_format
from ..report import exit_code, render, wants_colour
from ..sources import IMPORTED, read_sources
from ..spec_argument import STDIN, spec_argument, stdin_name_option
from ..transaction import Replacement, replace_all


class Formatted(Struct, frozen=True):
    """A source, its text in the canonical layout, and the errors for which it was left as it is."""

    source: Source
    text: str
    problems: Sequence[Diagnostic]

    @property
    def is_changed(self) -> bool:
        """Tell whether the layout differs from what is written."""
        return self.text != self.source.text


@click.command()
@spec_argument(takes_stdin=True)
@click.option("--check", is_flag=True, help="Write nothing; list what would change, and exit with 1 if anything would.")
@click.option("--diff", is_flag=True, help="Write nothing; print what would change, line by line.")
@stdin_name_option
def command(paths: tuple[Path, ...], check: bool, diff: bool, stdin_name: str) -> int:
    """Lay out specs in the one canonical way: indentation, spaces, empty lines and the columns of tables.

    PATHS are .weft, .feature and .md files, and folders of them; without any, the current folder is meant.
    In .md files only the ```weft blocks change. `-` reads standard input and prints the result.

    Only layout changes, never what a spec says: texts in quotes, the words of steps, comments and doc strings stay.
    A file with syntax errors is left as it is, and the errors are shown.

    \b
      weft format                      lay out all specs below this folder
      weft format --check spec         fail where a spec is not laid out (for CI)
      weft format --diff spec/a.weft   show what would change
      weft format - < spec/a.weft      for editors: from standard input to standard output
    """
    if paths == (STDIN,):
        if check or diff:
            raise click.UsageError("`-` stands alone: standard input is formatted to standard output")
        return _format_stdin(stdin_name)
    found = read_sources(paths or (Path(),))
    results = [_format(source) for source in found.texts if Path(source.name).name != IMPORTED]
    changed = [result for result in results if result.is_changed]
    for result in changed:
        _show(result, diff) if check or diff else _write(result)
    problems = [*found.problems, *(problem for result in results for problem in result.problems)]
    _report(problems)
    click.echo(_summary(results, is_written=not (check or diff)), err=True)
    return 1 if check and changed else exit_code(problems)


def _format_stdin(name: str) -> int:
    text = sys.stdin.buffer.read()
    try:
        source = Source(name, text.decode())
    except UnicodeDecodeError as error:
        raise click.UsageError(f"standard input is not UTF-8: {error.reason} at byte {error.start}") from None
    result = _format(source)
    sys.stdout.buffer.write(result.text.encode())
    sys.stdout.buffer.flush()
    _report(result.problems)
    return exit_code(result.problems)


def _format(source: Source) -> Formatted:
    return Formatted(source, *try_to_format(source))


def _show(result: Formatted, diff: bool) -> None:
    """Print the name of a source that would change, or its changes."""
    name = result.source.name
    if not diff:
        click.echo(name)
        return
    old, new = result.source.text.splitlines(keepends=True), result.text.splitlines(keepends=True)
    for line in difflib.unified_diff(old, new, name, name):
        click.echo(line if line.endswith("\n") else f"{line}\n\\ no newline at the end\n", nl=False)


def _write(result: Formatted) -> None:
    """Replace a file as a whole; a link stays a link."""
    target = Path(result.source.name).resolve()
    replace_all(target.parent, [Replacement(target, result.source.text.encode(), result.text.encode())])
    click.echo(f"formatted {result.source.name}", err=True)


def _report(problems: Sequence[Diagnostic]) -> None:
    if problems:
        click.echo(render(problems, has_colour=wants_colour(sys.stderr)), err=True, nl=False)


def _summary(results: Sequence[Formatted], *, is_written: bool) -> str:
    """Return how many files were changed, were fine, or could not be laid out."""
    changed = sum(result.is_changed for result in results)
    broken = sum(bool(result.problems) for result in results)
    parts = [
        f"{_files(changed)} {'formatted' if is_written else 'to format'}" if changed else "",
        f"{_files(broken)} left alone because of errors" if broken else "",
        f"{_files(len(results) - changed - broken)} already fine",
    ]
    return ", ".join(part for part in parts if part)


def _files(count: int) -> str:
    return f"{count} file" if count == 1 else f"{count} files"
