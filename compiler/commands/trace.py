"""weft trace: show which requirement is realised and verified where."""

import json
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..gates import GATES
from ..trace_view import Gap, Trace, load_trace

if TYPE_CHECKING:
    from ..trace_coverage import Coverage

FORMATS = ("text", "json", "csv", "needs", "junit", "reqif")


def _help_of_gates() -> str:
    return (
        "Gates: "
        + "; ".join(f"{gate.name} ({gate.meaning})" for gate in GATES.values())
        + ". `weft explain` tells more of each."
    )


@click.command(epilog=_help_of_gates())
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path())
@click.option("--html", type=click.Path(path_type=Path), help="Where to write the page; by default FOLDER/trace.html.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", help="What to print.")
@click.option("--fail-on", default="", metavar="GATES", help="Exit with 1 on these gaps, such as missing-test,failed.")
def command(folder: Path, html: Path | None, format_: str, fail_on: str) -> int:
    """Show which requirement is realised and verified where.

    FOLDER is what `weft build` wrote; run `weft test` first to see results. A page is written that shows every
    requirement with its scenarios, rules, actions, pages, tables, code and tests, and what is missing. After
    `weft test --probe coverage,trace` it also shows the lines of the spec, with the outcomes of each rule that
    scenarios reached and those that never came, and the ways that runs of a workflow took.

    \b
      weft trace build/shop
      weft trace build/shop --fail-on missing-test,failed,suspect
      weft trace build/shop --fail-on uncovered --format json

    The formats json (the gaps) and csv (a row per scenario) are for scripts, needs is for sphinx-needs, junit for
    CI servers, reqif (ReqIF 1.2) for tools that manage requirements.
    """
    from ..trace_coverage import load_coverage
    from ..trace_page import render_page

    gates = [gate.strip() for gate in fail_on.split(",") if gate.strip()]
    unknown = [gate for gate in gates if gate not in GATES]
    if unknown:
        raise click.BadParameter(f"there is no gate {unknown[0]!r}; known: {', '.join(GATES)}", param_hint="--fail-on")
    trace = load_trace(folder)
    page = html or folder / "trace.html"
    coverage = load_coverage(folder, trace)
    page.write_text(render_page(trace, coverage), encoding="utf-8")
    gaps = [*trace.gaps(), *(coverage.gaps() if coverage else ())]
    click.echo(_printed(trace, gaps, page, format_))
    return int(any(gap.gate in gates for gap in gaps) or _is_unknown(gates, folder, coverage))


def _is_unknown(gates: Collection[str], folder: Path, coverage: "Coverage | None") -> bool:
    """Tell whether gates are asked for of which only tests that run with probes, and with these rules, can tell.

    Without such tests `uncovered` still tells of what no test touches; that it tells no more is said.
    """
    from ..probed_tests.plan import PLAN

    if not {"uncovered", "outside-scenarios"} & set(gates):
        return False
    if coverage:
        return coverage.is_stale
    if "outside-scenarios" in gates or (folder / PLAN).is_file():
        said = "no tests ran with probes, so nothing is known of outcomes: `weft test --probe coverage` finds out"
        click.echo(f"note: {said}", err=True)
    return "outside-scenarios" in gates


def _printed(trace: Trace, gaps: list[Gap], page: Path, format_: str) -> str:
    if format_ == "json":
        return json.dumps([_plain(gap) for gap in gaps], indent=1)
    if format_ == "csv":
        return _matrix(trace)
    if format_ != "text":
        return _export(trace, format_)
    counts = {kind: len(trace.of_kind(kind)) for kind in ("requirement", "rule", "scenario")}
    lines = [", ".join(f"{number} {kind if number == 1 else f'{kind}s'}" for kind, number in counts.items())]
    statuses = [trace.status(item) for item in trace.of_kind("scenario")]
    tally = {status: statuses.count(status) for status in dict.fromkeys(sorted(statuses))}
    lines.append("scenarios: " + ", ".join(f"{number} {status}" for status, number in tally.items()))
    lines += [f"{gap.gate}: {gap.message}" for gap in gaps] or ["no gaps"]
    return "\n".join([*lines, f"page: {page}"])


def _plain(gap: Gap) -> dict[str, str]:
    plain = {"gate": gap.gate, "id": gap.id, "message": gap.message}
    return {**plain, "place": gap.place} if gap.place else plain


def _export(trace: Trace, format_: str) -> str:
    from ..reqif import as_reqif
    from ..trace_exports import as_junit, as_needs

    return {"needs": as_needs, "junit": as_junit, "reqif": as_reqif}[format_](trace)


def _matrix(trace: Trace) -> str:
    """Return a line per scenario: requirement, scenario, status, its tests."""
    import csv
    import io

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(("requirement", "rule", "scenario", "title", "status", "place", "tests"))
    for scenario in trace.of_kind("scenario"):
        parent = trace.items.get(scenario.parent or "")
        rule = parent.id if parent is not None and parent.kind == "rule" else ""
        requirement = (parent.parent or "") if parent is not None and parent.kind == "rule" else scenario.parent
        tests = " ".join(test.id for test in trace.tests_of(scenario))
        writer.writerow((requirement, rule, scenario.id, scenario.title, trace.status(scenario), scenario.place, tests))
    return buffer.getvalue().rstrip("\n")
