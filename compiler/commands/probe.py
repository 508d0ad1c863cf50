"""weft probe: see what a WebAssembly module does when it runs."""

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from ..probe_formats import FORMATS, REPORT_FORMATS
from ..report import wants_colour
from .numbers import Number

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_MONITORS: dict[str, Any] = {"multiple": True, "metavar": "NAMES"}
_monitors = click.option(
    "--monitor", "monitors", required=True, help="What to look at: see `weft probe list`.", **_MONITORS
)
_any_monitors = click.option(
    "--monitor",
    "monitors",
    help="What to look at: see `weft probe list`; by default what the format tells.",
    **_MONITORS,
)
_format = click.option(
    "--format", "format_", type=click.Choice(tuple(FORMATS)), default="text", help="How to print it."
)
_any_format = click.option(
    "--format",
    "format_",
    type=click.Choice((*FORMATS, *REPORT_FORMATS)),
    default="text",
    metavar="FORMAT",
    help=f"How to print it: {', '.join(FORMATS)}, or a file for another tool: {', '.join(REPORT_FORMATS)}.",
)
_sources = click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="OLD=NEW",
    help="Where sources lie here: the beginning of their paths as the compiler wrote them, and as it is.",
)


def _in_a_folder(_context: click.Context, _option: click.Parameter, path: Path | None) -> Path | None:
    """Refuse a file in a folder that there is not, before anything runs."""
    if path and not path.absolute().parent.is_dir():
        raise click.BadParameter(f"there is no folder {str(path.parent)!r}")
    return path


_WRITTEN: dict[str, Any] = {
    "type": click.Path(dir_okay=False, writable=True, path_type=Path),
    "callback": _in_a_folder,
}
_output = click.option("-o", "--output", metavar="FILE", help="Where to write it.", **_WRITTEN)


def _require_engine() -> None:
    """Raise ClickException where wasmtime is not installed, which all but reading what was kept needs."""
    if find_spec("wasmtime") is None:
        raise click.ClickException("this needs wasmtime: pip install 'weft[probes]'")


@click.group(short_help="See what a WebAssembly module does when it runs.")
def command() -> None:
    """See what a WebAssembly module does when it runs: any module, as it is, on a production engine.

    \b
      weft probe list
      weft probe run app.wasm --monitor functions
      weft probe run app.wasm --monitor functions --format json -o run.json
      weft probe run app.wasm --format html -o page.html
      weft probe diff today.json yesterday.json

    Running modules needs wasmtime: pip install 'weft[probes]'.
    """


@command.command("run", short_help="Run a module under WASI, and tell what monitors saw.")
@click.argument("module", type=_FILE)
@click.argument("arguments", nargs=-1, metavar="[ARGS]...")
@_any_monitors
@_any_format
@_output
@_sources
@click.option("--invoke", default="", metavar="FUNCTION", help="Call this function, with ARGS as numbers, not _start.")
@click.option("--dir", "directories", multiple=True, metavar="HOST[::GUEST]", help="A folder that the program may use.")
@click.option("--env", "variables", multiple=True, metavar="NAME=VALUE", help="A variable of its environment.")
@click.option(
    "--timeout",
    type=Number(0, min_open=True),
    metavar="SECONDS",
    help="Stop it after that; a call of the host that waits is not stopped.",
)
@click.option("--deterministic", is_flag=True, help="A clock and random bytes that are the same in every run.")
def run_command(
    module: Path,
    monitors: tuple[str, ...],
    format_: str,
    output: Path | None,
    sources: tuple[str, ...],
    **options: Any,
) -> int:
    """Run a module under WASI, and tell what monitors saw.

    MODULE is a file in the binary format, or in the text format with a name that ends in `.wat`. ARGS are the
    program's; write `--` before those that begin with a dash. NAMES are monitors parted by commas, each with options
    after colons:

    \b
      weft probe run app.wasm input.txt --dir . --monitor functions
      weft probe run app.wasm --format html -o coverage.html
      weft probe run app.wasm --monitor functions:unused=no -- --verbose
      weft probe run math.wasm 10 --invoke fib --monitor functions

    The program uses the terminal as always; the report comes after its output, or into FILE, also when the program
    ends itself, traps or is stopped, by --timeout or by Ctrl-C; pressed twice, that ends all without a report. Places
    in reports are those of the module as it was given.

    Exit codes: the program's own; 1 when it traps, 124 when it is stopped by --timeout, 130 by Ctrl-C, 2 misuse or
    failure.
    """
    from ..probe_arguments import keep_input, monitors_for, program_of, refuse_untold, source_prefixes
    from ..probe_output import Wanted

    _require_engine()
    from ..probe_monitors import chosen_monitors
    from ..probe_run import run_module

    keep_input(output, module)
    wanted = Wanted(format_, output, source_prefixes(sources))
    chosen = chosen_monitors(monitors_for(format_, monitors))
    refuse_untold(format_, {monitor.name for monitor in chosen})
    return run_module(module, chosen, program_of(module, **options), wanted)


@command.command("instrument", short_help="Write a module with probes in it, for any host.")
@click.argument("module", type=_FILE)
@_monitors
@click.option("-o", "--output", required=True, metavar="OUT", help="Where to write it.", **_WRITTEN)
def instrument_command(module: Path, monitors: tuple[str, ...], output: Path) -> None:
    """Write a module with probes in it, and beside it OUT.sites.json, which says what is counted where.

    Any engine that knows several memories (of WebAssembly 3.0) runs the module. What is counted lies in a memory that
    the module exports; a start function that had to wait for the host is exported, too.

    \b
      weft probe instrument app.wasm -o probed.wasm --monitor functions
    """
    _require_engine()
    from ..probe_arguments import keep_input
    from ..probe_monitors import chosen_monitors
    from ..probe_run import probed
    from ..probe_sites import sidecar

    keep_input(output, module)
    instrumented = probed(module, chosen_monitors(monitors))
    output.write_bytes(instrumented.module_bytes)
    beside = output.with_name(output.name + ".sites.json")
    beside.write_text(sidecar(instrumented), encoding="utf-8")
    click.echo(f"wrote {output} and {beside}")


@command.command("list", short_help="List the monitors.")
@_format
def list_command(format_: str) -> None:
    """List the monitors: what each tells, its options, the files made of it, and Wizard's like of it."""
    _require_engine()
    from ..probe_monitors import as_data, listed

    if format_ == "json":
        click.echo(as_data(), nl=False)
    else:
        click.echo(listed(), nl=False, color=wants_colour(sys.stdout))


@command.command("explain", short_help="Explain a monitor.")
@click.argument("name", required=False, metavar="[MONITOR]")
@click.option("--all", "wants_all", is_flag=True, help="Print the whole page PROBES.md, as Markdown.")
def explain_command(name: str | None, wants_all: bool) -> None:
    """Explain a monitor: what it tells, its options, a module and what is told of it.

    \b
      weft probe explain coverage
    """
    _require_engine()
    from ..probe_monitors import known_monitor
    from ..probe_page import page, section_of

    if wants_all:
        click.echo(page(), nl=False)
    elif name is None:
        raise click.UsageError("name a monitor, such as `weft probe explain coverage`, or say --all")
    else:
        click.echo(section_of(known_monitor(name)), nl=False)


@command.command("report", short_help="Print a run that was kept.")
@click.argument("record", metavar="RUN.json", type=_FILE)
@_any_format
@_output
@_sources
@click.option("--module", type=_FILE, help="The module that was run; all formats but text and json need it.")
def report_command(
    record: Path, format_: str, output: Path | None, sources: tuple[str, ...], module: Path | None
) -> None:
    """Print a run that `weft probe run --format json` has kept.

    \b
      weft probe report run.json
      weft probe report run.json --module app.wasm --format lcov -o app.info

    listing, html, lcov, cobertura and data tell what the monitors blocks and branches saw, by lines of the sources
    where the module has debugging information or a source map; folded, speedscope and pprof what the monitors
    contexts (in instructions) or profile (in time) saw; chrome-trace (which Perfetto opens) and otlp (spans of
    OpenTelemetry) what the monitor timeline saw, and so does speedscope.
    """
    from ..probe_arguments import keep_input, source_prefixes
    from ..probe_output import Wanted, write_run
    from ..probe_records import kept_run

    keep_input(output, record)
    write_run(kept_run(record), module, Wanted(format_, output, source_prefixes(sources)))


@command.command("merge", short_help="Add up runs of one module.")
@click.argument("records", metavar="RUN.json...", type=_FILE, nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE", help="Where to write the sum.", **_WRITTEN)
def merge_command(records: tuple[Path, ...], output: Path | None) -> None:
    """Add up runs of one module, as of a test suite that starts it many times.

    \b
      weft probe merge first.json second.json -o both.json
      weft probe report both.json --module app.wasm --format html -o coverage.html

    What says something of one run only, such as a share, is left out, and that is said: the coverage of all runs
    together follows from the sum of the monitors blocks and branches.
    """
    from functools import reduce

    from ...runtime_probes.run_record import RunRecord
    from ..probe_records import kept_run, tell_left_out, write_report

    kept = [kept_run(record) for record in records]
    if len(kept) > 1:
        tell_left_out(*kept)
    write_report(reduce(RunRecord.merged, kept).to_json(), output)


@command.command("diff", short_help="Print what one run has more than another.")
@click.argument("first", metavar="A.json", type=_FILE)
@click.argument("second", metavar="B.json", type=_FILE)
@_format
@_output
def diff_command(first: Path, second: Path, format_: str, output: Path | None) -> int:
    """Print what run A has more than run B, of the same module; less is told as numbers below 0.

    \b
      weft probe diff today.json yesterday.json

    Exit codes: 0 no difference, 1 differences, 2 misuse or failure.
    """
    from ..probe_records import kept_run, tell_not_in_both, write_report

    one, other = kept_run(first), kept_run(second)
    tell_not_in_both(one, other)
    difference = one.without(other)
    write_report(FORMATS[format_](difference), output)
    return int(any(table.rows for table in difference.tables))
