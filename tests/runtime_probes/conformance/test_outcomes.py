"""A sample of WebAssembly's test suites has the same outcomes with probes as without; `make conformance` runs all."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from probe_sets import NAMES
from suite import suite

from weft.runtime_probes.switching import Switching

RUNNER = Path(__file__).parent / "every_script.py"
EVERY = "60"


@pytest.mark.parametrize("switching", Switching, ids=lambda switching: switching.name)
def test_outcomes_stay_what_they_are_under_probes(corpora: Path, switching: Switching, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    options = ("--every", EVERY, "--switching", switching.name, "--processes", "1", "--json", str(report))
    done = subprocess.run([sys.executable, str(RUNNER), str(corpora), *options], capture_output=True, text=True)
    found = json.loads(report.read_text(encoding="utf-8"))
    assert not found["wrong"] and not done.returncode
    assert found["plain"]["kinds"]["assertions"] > 300
    for name in NAMES:
        unchanged = found["sums"][f"{name}, {switching.value}"]["unchanged"]
        assert unchanged == found["plain"]["kinds"], name


def test_scripts_are_left_out_for_a_reason(corpora: Path) -> None:
    found = suite(corpora)
    assert not found.unused
    assert len(found.chosen) > 500
