"""What a run of tests with probes saw, test by test: `.weft/probed.json`."""

from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from ..ownership import MANIFEST

RESULTS = Path(MANIFEST).with_name("probed.json")
Counts = Mapping[str, Mapping[str, int]]


class ProbedTest(Struct, frozen=True, omit_defaults=True):
    """What one test reached: for each element how often each outcome came, and, if asked for, all in its order."""

    outcomes: dict[str, dict[str, int]]
    steps: tuple[tuple[str, str], ...] = ()


class ProbedRun(Struct, frozen=True):
    """What the tests of a run reached, by their ids. `digest` is that of the domain.wasm that they ran with.

    `unasked` counts the questions that could not be put to it, such as with numbers beyond 64 bits.
    """

    digest: str
    probes: tuple[str, ...]
    unasked: int
    tests: dict[str, ProbedTest]


def run_text(run: ProbedRun) -> str:
    """Return a run as JSON, the same for the same run."""
    return msgspec.json.format(msgspec.json.encode(run, order="sorted"), indent=1).decode() + "\n"


def read_run(text: str | bytes) -> ProbedRun:
    """Return the run that some JSON holds; raises `msgspec.DecodeError`."""
    return msgspec.json.decode(text, type=ProbedRun)
