"""The command line: the group of commands, global options and exit codes."""

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from ..diagnostics import WeftError

MISUSE = 2
INTERRUPTED = 130

# name, module in commands/, one line of help; a module is imported when its command runs, so that starting is quick
COMMANDS: tuple[tuple[str, str, str], ...] = (
    ("new", "new", "Start a spec from a small working example."),
    ("check", "check", "Find what is wrong in a spec, and write nothing."),
    ("build", "build", "Compile a spec into a system with its tests and its trace."),
    ("run", "run", "Serve a built system."),
    ("test", "test", "Run the tests of a built system."),
    ("trace", "trace", "Show which requirement is realised and verified where."),
    ("format", "format", "Lay out specs in the one canonical way."),
    ("sql", "sql", "Find, rank and fix anti-patterns in SQL."),
    ("ask", "ask", "Answer a question about a database, as cheaply as will do."),
    ("route", "route", "Say how complex queries and questions are, and route them."),
    ("probe", "probe", "See what a WebAssembly module does when it runs."),
    ("explain", "explain", "Explain a finding or a gap by its name or code."),
)


class CommandGroup(click.Group):
    """A group that knows its commands by name and imports each only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of COMMANDS."""
        return [name for name, _, _ in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command; None for a name that is not listed."""
        for name, module, _ in COMMANDS:
            if name == cmd_name:
                return import_module(f".commands.{module}", __package__).command
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name; an unknown one is met with the nearest known."""
        if args[0] not in self.list_commands(ctx) and not args[0].startswith("-"):
            from difflib import get_close_matches

            nearest = get_close_matches(args[0], self.list_commands(ctx), n=1)
            hint = f"did you mean {nearest[0]!r}?" if nearest else "`weft --help` lists the commands"
            ctx.fail(f"there is no command {args[0]!r}: {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, _, line in COMMANDS])


def print_version(context: click.Context, _option: click.Parameter, is_asked: bool) -> None:
    """Print the installed version and leave."""
    if is_asked:
        from importlib.metadata import version

        click.echo(f"weft {version('weft')}")
        context.exit()


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=print_version, help="Print the version."
)
@click.option("--traceback", is_flag=True, help="On a failure, print where in weft it happened.")
def weft(traceback: bool) -> None:
    """Compile requirements into software that is tested and traced.

    Exit codes: 0 clean, 1 findings, 2 misuse or failure.
    """


def run(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name and return the exit code; no exception escapes."""
    wants_traceback = False
    try:
        with weft.make_context("weft", list(arguments)) as context:
            wants_traceback = bool(context.params["traceback"])
            return _exit_code(weft.invoke(context))
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as misuse:
        misuse.show()
        return MISUSE
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        return _leave_quietly()
    except Exception as failure:  # the one place where every failure ends
        return _report_failure(failure, wants_traceback)


def _exit_code(result: Any) -> int:
    """Take what a command returned as the exit code if it is one."""
    return result if isinstance(result, int) else 0


def _leave_quietly() -> int:
    """End when the reader of our output has gone, as in `weft check | head`."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still to be flushed goes nowhere
    return MISUSE


def _report_failure(failure: Exception, wants_traceback: bool) -> int:
    """Say what failed, and whether it is a bug in Weft."""
    if wants_traceback:
        import traceback

        traceback.print_exception(failure)
    elif isinstance(failure, WeftError):
        click.echo(f"weft: {failure}", err=True)
    elif isinstance(failure, OSError) and failure.strerror:
        click.echo(f"weft: {failure.filename or 'system'}: {failure.strerror}", err=True)
    else:
        click.echo(f"weft: {type(failure).__name__}: {failure}", err=True)
        click.echo("this is a bug in weft; `weft --traceback …` shows where", err=True)
    return MISUSE


def main() -> NoReturn:
    """Run the command line of this process."""
    gc.set_threshold(200_000)  # a command ends soon: looking for garbage often costs more than it frees
    _open_missing_streams()
    _leave(run(sys.argv[1:]))


def _open_missing_streams() -> None:
    """Have what a process was started without, as by `weft check >&-`, take everything and give nothing."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115  open until the end


def _leave(code: int) -> NoReturn:
    """End the process at once: taking a big model apart object by object would take a fifth of a small build."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        code = _leave_quietly()
    except (OSError, ValueError):  # a stream that is full or closed
        sys.exit(code)
    if _is_watched():
        sys.exit(code)
    os._exit(code)


def _is_watched() -> bool:
    """Tell whether a debugger, a profiler or coverage looks on: they write what they saw when a process ends."""
    monitoring: Any = getattr(sys, "monitoring", None)  # since Python 3.12
    has_tools = monitoring is not None and any(monitoring.get_tool(number) for number in range(6))
    return has_tools or sys.gettrace() is not None or sys.getprofile() is not None
