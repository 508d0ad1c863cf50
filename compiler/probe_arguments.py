"""From the options of `weft probe run` to how a program is run."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .probe_formats import REPORT_FORMATS

if TYPE_CHECKING:
    from ..runtime_probes.running import Program


def program_of(
    module: Path,
    arguments: tuple[str, ...],
    invoke: str,
    directories: tuple[str, ...],
    variables: tuple[str, ...],
    timeout: float | None,
    deterministic: bool,
) -> "Program":
    """Return how a module is run; raise BadParameter where options cannot be understood."""
    from ..runtime_probes.running import Program  # needs wasmtime, which commands that run nothing do without

    return Program(
        arguments=(module.name, *arguments),
        environment=dict(map(_variable, variables)),
        stdin=None,
        directories=dict(map(_directory, directories)),
        passes=True,
        fixed_world=deterministic,
        invoke=invoke or "_start",
        numbers=tuple(map(_number, arguments)) if invoke else (),
        seconds=timeout,
        interruptible=True,
    )


def monitors_for(format_: str, monitors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the monitors that were asked for, or else those that a format tells."""
    return monitors or (REPORT_FORMATS[format_].monitors[:1] if format_ in REPORT_FORMATS else ())


def refuse_untold(format_: str, names: Collection[str]) -> None:
    """Raise UsageError where a format tells nothing that the monitors of some names see, before anything runs."""
    wanted = REPORT_FORMATS[format_].monitors if format_ in REPORT_FORMATS else ()
    if wanted and not any(each.split(",")[0] in names for each in wanted):
        way_out = f"leave --monitor out, or say --monitor {' or '.join(wanted)}"
        raise click.UsageError(f"--format {format_} is made of what other monitors see: {way_out}")


def keep_input(output: Path | None, given: Path) -> None:
    """Raise BadParameter where what is written would take the place of what was given."""
    if output and output.exists() and output.samefile(given):
        raise click.BadParameter(f"{str(output)!r} is the file that was given, and would be lost", param_hint="-o")


def source_prefixes(values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the pairs in values of `--source`; raise BadParameter for what is none."""
    pairs = [value.partition("=") for value in values]
    if wrong := [value for value, (old, separator, _) in zip(values, pairs, strict=True) if not separator or not old]:
        raise click.BadParameter(f"{wrong[0]!r} is not OLD=NEW", param_hint="--source")
    return tuple((old, new) for old, _, new in pairs)


def _variable(text: str) -> tuple[str, str]:
    name, separator, value = text.partition("=")
    if not separator or not name:
        raise click.BadParameter(f"{text!r} is not NAME=VALUE", param_hint="--env")
    return name, value


def _directory(text: str) -> tuple[str, Path]:
    host, _, guest = text.partition("::")
    if not Path(host).is_dir():
        raise click.BadParameter(f"there is no folder {host!r}", param_hint="--dir")
    return guest or host, Path(host)


def _number(text: str) -> int | float:
    """Return an argument of an invoked function."""
    try:
        return int(text, 0)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is not a number", param_hint="ARGS") from None
