"""A sample of WebAssembly's test suites has the same outcomes with probes as without; `make conformance` runs all."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from weft.runtime_probes.probes import PROBES

RUNNER = Path(__file__).parent / "every_script.py"
EVERY = "60"


@pytest.mark.parametrize(
    ("sets", "switching"),
    [
        ("counts,flags,exits,callbacks,monitors", "NEVER"),
        ("counts,branches,instructions,variables", "AT_CALLS"),
        ("exits,memory,everything,calls", "AT_ONCE"),
        (",".join(f"monitor {monitor.name}" for monitor in PROBES), "NEVER"),
    ],
)
def test_outcomes_stay_what_they_are_under_probes(corpora: Path, sets: str, switching: str) -> None:
    options = ("--every", EVERY, "--sets", sets, "--switching", switching, "--shares", "1")
    command = [sys.executable, str(RUNNER), str(corpora), *options]
    done = subprocess.run(command, capture_output=True, text=True)
    result = json.loads(done.stdout.splitlines()[-1])
    assert not result["differences"] and not done.returncode
    for name in sets.split(","):
        assert result["kinds"][f"{name} {switching.lower()}: returned"] > 300
