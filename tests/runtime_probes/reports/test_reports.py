"""What the reports look like: each has the file in golden/ that it makes of one small run."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from example import shapes_run, small_run

from weft.runtime_probes.report import Missing, Observed, Report
from weft.runtime_probes.reports import REPORTS

GOLDEN = Path(__file__).parent / "golden"
NAMES = {report.name: report for report in REPORTS}


def rendered(report: Report, run: Observed) -> str:
    """Return a report as text; what is compressed as the hexadecimal digits of its content."""
    content = report.render(run)
    return gzip.decompress(content).hex("\n", 32) + "\n" if report.file.endswith(".gz") else content.decode()


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_reports_of_a_small_run(report: Report, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "small" / report.file.removesuffix(".gz"), rendered(report, small_run()))


@pytest.mark.parametrize("name", ["html", "lcov", "cobertura"])
def test_reports_of_a_program_with_sources(name: str, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "shapes" / NAMES[name].file, rendered(NAMES[name], shapes_run(5)))


def test_flags_are_told_as_such(golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "flags" / "coverage.txt", rendered(NAMES["text"], small_run(are_flags=True)))
    assert "Code was only flagged" in rendered(NAMES["html"], small_run(are_flags=True))


@pytest.mark.parametrize("report", [report for report in REPORTS if report.name != "json"], ids=lambda each: each.name)
def test_what_nobody_looked_at_cannot_be_reported(report: Report) -> None:
    with pytest.raises(Missing, match="empty run has n"):
        report.render(Observed("empty run"))


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_the_same_run_gives_the_same_bytes(report: Report) -> None:
    assert report.render(small_run()) == report.render(small_run())


def test_reports_have_names_and_files_of_their_own() -> None:
    assert len(NAMES) == len({report.file for report in REPORTS}) == len(REPORTS)
