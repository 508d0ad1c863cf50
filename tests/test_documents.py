"""Generated documents are current."""

from pathlib import Path

import pytest

from weft.compiler.cli import run

ROOT = Path(__file__).parent.parent


def test_checks_md_is_what_the_checks_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "--all"]) == 0
    assert (ROOT / "CHECKS.md").read_text(encoding="utf-8") == capsys.readouterr().out, "run `make docs`"
