"""The bar of a long run: on a terminal it is drawn and wiped away, anywhere else nothing is written."""

import os
import re
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

pty = pytest.importorskip("pty", reason="there are terminals to try only where Python has pty")
LINE = '{"sql": "SELECT a FROM t WHERE b = 1"}\n'
ERASES = "\x1b[2K"
STEERING = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
LINT = ["sql", "lint", "--log", "log.jsonl", "--jobs", "1", "--dialect", "postgres"]


def run(arguments: list[str], folder: Path, term: str = "xterm") -> tuple[str, str]:
    """Run a command whose standard error is a terminal; return what it wrote to standard output and to the terminal."""
    ours, theirs = pty.openpty()
    written: list[bytes] = []
    reader = Thread(target=_read, args=(ours, written))
    env = {**os.environ, "TERM": term, "COLUMNS": "80", "XDG_CACHE_HOME": str(folder / "cache")}
    env.pop("NO_COLOR", None)
    reader.start()
    command = [sys.executable, "-m", "weft", *arguments]
    done = subprocess.run(command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=theirs, check=False)
    os.close(theirs)
    reader.join()
    os.close(ours)
    return done.stdout.decode(), b"".join(written).decode()


def _read(terminal: int, written: list[bytes]) -> None:
    try:
        while part := os.read(terminal, 1 << 16):
            written.append(part)
    except OSError:  # Linux tells so that the other side is closed
        return


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Write a log of some pieces."""
    (tmp_path / "log.jsonl").write_text(LINE * (9_000_000 // len(LINE)))
    return tmp_path


def test_a_bar_is_drawn_by_phases_and_wiped_away(log: Path) -> None:
    told, drawn = run(LINT, log)
    assert STEERING.search(told) is None
    frames = [STEERING.sub("", frame).strip() for frame in drawn.replace("\r", "\n").split("\n")]
    phases = list(dict.fromkeys(re.split(r" *━| *╸", frame)[0] for frame in frames if frame))
    assert phases == ["read", "count", "look into"]
    assert not any("%" in frame for frame in frames if frame.startswith("read"))
    assert any(" 100 %" in frame for frame in frames if frame.startswith("look into"))
    assert drawn.endswith(ERASES) and drawn.count("\x1b[?25l") == drawn.count("\x1b[?25h") == 1


@pytest.mark.parametrize(("arguments", "term"), [(LINT, "dumb"), ([*LINT, "--format", "json"], "xterm")])
def test_no_bar_where_it_would_only_be_in_the_way(arguments: list[str], term: str, log: Path) -> None:
    assert run(arguments, log, term)[1] == ""


def test_a_long_run_over_files_draws_a_bar_and_a_short_one_none(tmp_path: Path) -> None:
    (tmp_path / "a.sql").write_text("SELECT id FROM t;\n")
    lint = ["sql", "lint", ".", "--dialect", "postgres", "--jobs", "1", "--select", "select-star"]
    assert run(lint, tmp_path)[1] == ""
    for number in range(9):
        (tmp_path / f"{number}.sql").write_text(f"SELECT '{'x' * 50_000}';\n")
    drawn = run(lint, tmp_path)[1]
    assert "lint" in drawn and "100 %" in drawn and drawn.endswith(ERASES)
