"""Writes per test what it verifies and how it went: `pytest --trace-results=FILE`."""

import json
from collections.abc import Generator
from pathlib import Path

import pytest


class TraceResults:
    """Gathers the reports of all tests, those of parallel workers too."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._results: dict[str, dict[str, object]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or report.outcome != "passed":
            verifies = {str(value) for name, value in report.user_properties if name == "verifies"}
            self._results[report.nodeid] = {
                "outcome": report.outcome,
                "seconds": round(report.duration, 3),
                "verifies": sorted(verifies),
            }

    def pytest_sessionfinish(self) -> None:
        results = dict(sorted(self._results.items()))
        self._path.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--trace-results", type=Path, metavar="FILE", help="write results as JSON")


def pytest_configure(config: pytest.Config) -> None:
    path: Path | None = config.getoption("--trace-results")
    if path is not None and not hasattr(config, "workerinput"):
        config.pluginmanager.register(TraceResults(path))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    marks = item.iter_markers("verifies")
    report.user_properties.extend(("verifies", str(id)) for mark in marks for id in mark.args)
    return report
