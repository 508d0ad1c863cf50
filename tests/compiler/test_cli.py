"""The command line: commands are found by name and loaded late; failures end in an exit code."""

import shlex
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from weft.compiler import cli
from weft.diagnostics import WeftError


@pytest.fixture
def offer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Return a function that lists a command called `act`, which does what it is given."""

    def make(action: Callable[[], object]) -> None:
        module = types.ModuleType("act")
        module.__dict__["command"] = click.Command("act", callback=action)
        monkeypatch.setitem(sys.modules, "weft.compiler.commands.act", module)
        monkeypatch.setattr(cli, "COMMANDS", (("act", "act", "Do it."),))

    return make


def fail_with(error: BaseException) -> Callable[[], object]:
    def fail() -> object:
        raise error

    return fail


def test_help_lists_every_command_and_imports_none() -> None:
    code = "import sys; from weft.compiler.cli import run; run(['--help']); print(sorted(sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert all(out.count(f"\n  {name} ") == 1 for name, _, _ in cli.COMMANDS)
    assert "weft.compiler.commands" not in out
    assert not any(f"'{heavy}'" in out for heavy in ("lark", "jinja2", "rich", "yaml", "tomllib", "importlib.metadata"))


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("weft 0.")


@pytest.mark.parametrize(("result", "code"), [(None, 0), (0, 0), (1, 1), (2, 2)])
def test_what_a_command_returns_is_the_exit_code(
    result: object, code: int, offer: Callable[[Callable[[], object]], None]
) -> None:
    offer(lambda: result)
    assert cli.run(["act"]) == code


def test_a_command_may_leave_with_an_exit_code(offer: Callable[[Callable[[], object]], None]) -> None:
    offer(lambda: click.get_current_context().exit(1))
    assert cli.run(["act"]) == 1


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (WeftError("the disk is full"), 2, "weft: the disk is full\n"),
        (KeyError("x"), 2, "weft: KeyError: 'x'\nthis is a bug in weft; `weft --traceback …` shows where\n"),
        (click.UsageError("no"), 2, "Error: no\n"),
        (click.ClickException("no"), 2, "Error: no\n"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_a_failure_ends_in_a_message_and_an_exit_code(
    error: BaseException,
    code: int,
    message: str,
    offer: Callable[[Callable[[], object]], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    offer(fail_with(error))
    assert cli.run(["act"]) == code
    assert capsys.readouterr().err.endswith(message)


@pytest.mark.parametrize("error", [WeftError("the disk is full"), KeyError("x")])
def test_the_traceback_is_shown_when_asked_for(
    error: Exception, offer: Callable[[Callable[[], object]], None], capsys: pytest.CaptureFixture[str]
) -> None:
    offer(fail_with(error))
    assert cli.run(["--traceback", "act"]) == 2
    assert "in fail\n" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["biuld"], "there is no command 'biuld': did you mean 'build'?"),
        (["xyz"], "there is no command 'xyz': `weft --help` lists the commands"),
        (["--xyz"], "--xyz"),
    ],
)
def test_misuse_is_met_with_a_hint(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(arguments) == 2
    assert message in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_bug() -> None:
    code = "import sys; from weft.compiler import cli; cli.COMMANDS = (('x', 'x', 'y' * 100),) * 5000; cli.main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "--help"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait() == 2


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(("arguments", "code"), [("check a.weft", 1), ("check -", 1), ("format -", 0), ("xyz", 2)])
def test_streams_that_are_closed_are_no_failure(arguments: str, code: int, closed: str, tmp_path: Path) -> None:
    (tmp_path / "a.weft").write_text("System: Shop\n")
    command = f"{shlex.quote(sys.executable)} -m weft {arguments} </dev/null {closed}"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == code
    assert "bug" not in done.stderr


def test_a_stream_that_was_closed_on_the_way_is_no_failure() -> None:
    code = "import sys; from weft.compiler import cli; cli.run = lambda _: sys.stdout.close() or 1; cli.main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")


def test_who_looks_on_is_let_finish(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cProfile", "-o", str(tmp_path / "seen"), "-m", "weft", "--version"]
    subprocess.run(command, check=True, capture_output=True)
    assert (tmp_path / "seen").stat().st_size


@pytest.mark.parametrize(
    "watch",
    [
        "sys.settrace(lambda *_: None)",
        pytest.param(
            "sys.monitoring.use_tool_id(sys.monitoring.COVERAGE_ID, 'coverage')",
            marks=pytest.mark.skipif(sys.version_info < (3, 12), reason="sys.monitoring came with Python 3.12"),
        ),
    ],
)
def test_what_is_to_be_done_at_exit_is_done_where_somebody_looks_on(watch: str) -> None:
    code = f"import atexit, sys; from weft.compiler import cli; atexit.register(print, 'done'); {watch}; cli.main()"
    out = subprocess.run([sys.executable, "-c", code, "--version"], capture_output=True, text=True, check=True).stdout
    assert out.endswith("done\n")
