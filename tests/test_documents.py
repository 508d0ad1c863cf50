"""Generated documents are current."""

from pathlib import Path

import pytest

from weft.analyzers.sql_lint.known_rules import every_name
from weft.compiler.cli import run
from weft.dsl.arc_import import KINDS as IMPORT_KINDS
from weft.dsl.catalog import KINDS
from weft.dsl.checks import CHECKS
from weft.dsl.gherkin.problems import CODES as GHERKIN

ROOT = Path(__file__).parent.parent


def test_checks_md_is_what_the_checks_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "--all"]) == 0
    assert (ROOT / "CHECKS.md").read_text(encoding="utf-8") == capsys.readouterr().out, "run `make docs`"


def test_rules_md_is_what_the_rules_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sql", "explain", "--all"]) == 0
    assert (ROOT / "RULES.md").read_text(encoding="utf-8") == capsys.readouterr().out, "run `make docs`"


def test_probes_md_is_what_the_monitors_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["probe", "explain", "--all"]) == 0
    assert (ROOT / "PROBES.md").read_text(encoding="utf-8") == capsys.readouterr().out, "run `make docs`"


def test_the_program_in_probes_md_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "PROBES.md").read_text(encoding="utf-8")
    program = page.partition("```python\n")[2].partition("```")[0]
    exec(program, {})
    assert capsys.readouterr().out.strip() == program.strip().rpartition("# ")[2] != ""


def test_no_code_and_no_name_is_used_twice() -> None:
    kinds = (*KINDS, *IMPORT_KINDS, *CHECKS)
    codes = [kind.code for kind in kinds] + [code for code, _ in set(GHERKIN.values())]
    assert sorted(set(codes)) == sorted(codes)
    names = [kind.name for kind in (*kinds, *every_name())]
    assert sorted(set(names)) == sorted(names)
