"""The argument that names a spec: paths that hold one, or `-` for standard input; anything else is misuse."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from .sources import misuse_of

STDIN = Path("-")
STDIN_NAME = "<stdin>"


def spec_argument(*, takes_stdin: bool = False) -> Callable[[Any], Any]:
    """Return the decorator that gives a command `paths`; with `takes_stdin` they may be `-`, which stands alone."""

    def check(_context: click.Context, _option: click.Parameter, paths: tuple[Path, ...]) -> tuple[Path, ...]:
        if takes_stdin and STDIN in paths:
            if len(paths) > 1:
                raise click.UsageError("`-` stands alone: it is standard input, which is read instead of files")
            return paths
        problem = next((f"{path}: {found}" for path in paths if (found := misuse_of(path))), None)
        if problem:
            raise click.UsageError(problem)
        return paths

    return click.argument("paths", nargs=-1, type=click.Path(path_type=Path), callback=check)


def stdin_name_option(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command `stdin_name`: under which name positions in standard input are told."""
    return click.option(
        "--stdin-filename",
        "stdin_name",
        default=STDIN_NAME,
        show_default=True,
        metavar="NAME",
        help="With `-`: what the text is called; its ending says how it is read, without one as .weft.",
    )(command)
