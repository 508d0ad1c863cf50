"""What the benchmarks share: processor time of fresh processes, and a table of figures."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
TICKETS = ROOT / "examples" / "ticket_booking"

# Targets hold on a quiet machine; one that is shared runs the same work up to half as slow again.
SLACK = 1.5


def environment(cache: Path | None = None) -> dict[str, str]:
    """Return the environment of a measured process: byte code is kept, Weft's own cache stands in a folder."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | ({"XDG_CACHE_HOME": str(cache)} if cache else {})


def weft_seconds(arguments: Sequence[object], cache: Path | None = None) -> float:
    """Return the processor time, user and system, of a fresh `weft` process and of what it starts."""
    return process_seconds(["-m", "weft", *map(str, arguments)], environment(cache))


def process_seconds(arguments: Sequence[str], env: Mapping[str, str]) -> float:
    """Return the processor time of a fresh Python process, from its start to its end; it must end with 0."""
    process = subprocess.Popen([sys.executable, *arguments], env=env, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, arguments
    return used.ru_utime + used.ru_stime


def report(figures: Mapping[str, tuple[float, float]], unit: str) -> None:
    """Print a table: what was measured, the figure that was seen, its target."""
    print()
    for name, (figure, target) in figures.items():
        print(f"  {name:<52} seen {figure:>9,.2f} {unit:<4} target {target:,.2f}")
