"""All that was seen as JSON, for programs."""

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ..report import Observed, Report, StackCosts, Timeline
from ..source_coverage import SourceFile, source_coverage


class CountedSpot(Struct, frozen=True, omit_defaults=True):
    """How often the code at an offset of a function's ran, with the outcomes of a branch."""

    function: int
    offset: int
    count: int
    outcomes: tuple[int, ...] = ()


class RunData(Struct, frozen=True):
    """A run as data. `files` is coverage in lines, `code` in offsets of the original file, `functions` their names."""

    name: str
    files: tuple[SourceFile, ...] = ()
    functions: dict[int, str] = {}
    code: tuple[CountedSpot, ...] = ()
    stacks: StackCosts | None = None
    timeline: Timeline | None = None
    version: int = 1


class JsonData(Report):
    """Everything: counts by offset and by line, costs by stack, entries in time."""

    name = "json"
    file = "run.json"

    def render(self, run: Observed) -> bytes:
        """Return the JSON on one line, keys in a fixed order; texts of sources are left out."""
        return msgspec.json.encode(_run_data(run)) + b"\n"


def _run_data(run: Observed) -> RunData:
    if run.program is None or run.code is None:
        return RunData(run.name, stacks=run.stacks, timeline=run.timeline)
    counts, branches = run.code.counts, run.code.branches
    spots = sorted({*counts, *branches})
    code = tuple(CountedSpot(*spot, counts.get(spot, 0), branches.get(spot, ())) for spot in spots)
    names = {index: run.program.contents.function_name(index) for index in sorted({spot[0] for spot in spots})}
    files = tuple(replace(file, text=None) for file in source_coverage(run.program, run.code))
    return RunData(run.name, files, names, code, run.stacks, run.timeline)
