"""`weft explain` knows every finding by name and code, and prints the whole reference."""

import pytest
from click.testing import CliRunner, Result

from weft.compiler.cli import run
from weft.compiler.commands.explain import command, entries, reference
from weft.compiler.gates import GATES
from weft.dsl.catalog import KINDS
from weft.dsl.checks import CHECKS


def explain(*arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(command, list(arguments))


@pytest.mark.parametrize("name", ["shadowed-row", "DSL062", "dsl062", "Shadowed-Row"])
def test_a_check_is_known_by_its_name_and_its_code(name: str) -> None:
    result = explain(name)
    assert result.exit_code == 0
    assert result.output.startswith("## DSL062 shadowed-row\n\n*warning*\n")
    assert "Bad:\n\n```gherkin\nDecision: refund_percent" in result.output


@pytest.mark.parametrize("name", ["unknown-name", "malformed-tag", "unbound-step", "unknown-setting"])
def test_mistakes_of_reading_are_known_too(name: str) -> None:
    assert f" {name}\n\n*error*\n" in explain(name).output


@pytest.mark.parametrize("name", sorted(GATES))
def test_a_gap_is_explained_like_a_finding(name: str) -> None:
    output = explain(name).output
    assert f"## {name}\n\n*gap*\n\n" in output
    assert "Bad:\n\n```" in output
    assert "Good:\n\n```" in output


def test_what_is_a_finding_and_a_gap_is_explained_as_both() -> None:
    output = explain("untested-requirement").output
    assert output.startswith("## DSL069 untested-requirement\n\n*warning*\n")
    assert "\n## untested-requirement\n\n*gap*\n" in output


def test_an_unknown_name_is_met_with_the_nearest_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "shadowed-rows"]) == 2
    assert "there is no finding 'shadowed-rows': did you mean `shadowed-row`?" in capsys.readouterr().err


def test_a_name_like_no_other_leads_to_the_list() -> None:
    result = explain("zzz")
    assert result.exit_code == 2
    assert "`weft explain --list` shows all" in result.output


def test_no_name_at_all_is_misuse() -> None:
    result = explain()
    assert result.exit_code == 2
    assert "weft explain shadowed-row" in result.output


def test_the_reference_has_a_section_for_every_finding_in_order() -> None:
    findings, gaps = reference().split("# What `weft trace` finds")
    sections = [line.split()[1] for line in findings.splitlines() if line.startswith("## ")]
    assert sections == sorted(sections)
    assert {check.code for check in CHECKS} | {kind.code for kind in KINDS} <= set(sections)
    assert [line for line in gaps.splitlines() if line.startswith("## ")] == [f"## {name}" for name in sorted(GATES)]
    assert explain("--all").output == reference()


def test_the_list_has_a_line_for_every_finding() -> None:
    assert len(explain("--list").output.splitlines()) == len(entries()) + len(GATES)


def test_the_help_shows_how_it_is_used() -> None:
    assert "weft explain shadowed-row" in explain("--help").output
