"""The command line starts at once: a pre-commit hook runs it again and again."""

from pathlib import Path

from measuring import SLACK, report, weft_seconds

from weft.compiler.cli import run

ROUNDS = 5
TARGET = 0.25


def test_weft_starts_in_a_quarter_of_a_second(tmp_path: Path) -> None:
    run(["new", str(tmp_path / "small")])
    commands = {
        "weft --version": ["--version"],
        "weft --help": ["--help"],
        "weft check of a small file": ["check", tmp_path / "small"],
    }
    taken = {
        name: (min(weft_seconds(arguments) for _ in range(ROUNDS)), TARGET) for name, arguments in commands.items()
    }
    report(taken, "s")
    assert all(figure <= target * SLACK for figure, target in taken.values())
