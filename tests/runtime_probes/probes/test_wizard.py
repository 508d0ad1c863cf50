"""Monitors that say that they are like one of Wizard's name one that there is."""

import pytest

from weft.runtime_probes.monitor import Monitor
from weft.runtime_probes.probes import PROBES

# As `wizeng --help` lists them, those that test Wizard itself aside; the last two are flags.
MONITORS = "alloc blocks branches breakpoints calls const control coverage debug fprofile globals hotness icount loops"
MORE = "loop-traces memstats opcodes profile profile_bytecode r3 r3-replay ssevent timeout trace tracepoints"
WIZARD = {*MONITORS.split(), *MORE.split()}


@pytest.mark.parametrize("monitor", [each for each in PROBES if each.wizard], ids=lambda monitor: monitor.name)
def test_a_monitor_names_one_that_wizard_has(monitor: type[Monitor]) -> None:
    assert set(monitor.wizard.split(", ")) <= WIZARD
