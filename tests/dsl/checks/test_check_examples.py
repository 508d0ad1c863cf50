"""The examples in the documentation of each check: the bad one is found, the good one is not."""

import pytest

from weft.diagnostics import Severity, Source
from weft.dsl.check import Check
from weft.dsl.checks import CHECKS
from weft.dsl.compile import compile_sources

EACH = pytest.mark.parametrize("check", [pytest.param(check, id=check.name) for check in CHECKS])


def findings(text: str) -> dict[str, list[str]]:
    """Return the messages of errors and of the checks' findings by code."""
    found: dict[str, list[str]] = {}
    for item in compile_sources([Source("example.weft", text)]).diagnostics:
        found.setdefault(item.code, []).append(item.message)
    return found


@EACH
def test_the_bad_example_is_found(check: Check) -> None:
    assert check.code in findings(check.documentation.bad)


@EACH
def test_the_good_example_is_not_found(check: Check) -> None:
    assert check.code not in findings(check.documentation.good)


@EACH
def test_the_good_example_has_no_errors_at_all(check: Check) -> None:
    compiled = compile_sources([Source("example.weft", check.documentation.good)])
    assert [item.message for item in compiled.diagnostics if item.severity is Severity.ERROR] == []


@EACH
def test_a_check_documents_itself(check: Check) -> None:
    said = check.documentation
    assert said.summary.endswith((".", "!"))
    assert "\n\n" not in said.summary
    assert said.bad != said.good


def test_codes_and_names_are_used_once_and_in_order() -> None:
    codes = [check.code for check in CHECKS]
    assert codes == sorted(set(codes))
    assert len({check.name for check in CHECKS}) == len(CHECKS)


@EACH
def test_a_check_stands_in_the_file_of_its_name(check: Check) -> None:
    assert type(check).__module__ == f"weft.dsl.checks.{check.name.replace('-', '_')}"
