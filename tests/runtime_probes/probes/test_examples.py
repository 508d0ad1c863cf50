"""Each monitor tells of the module in its docstring what the docstring says, alone and together with all others."""

import pytest
from monitored import example, printed, told

from weft.runtime_probes.monitor import Monitor
from weft.runtime_probes.probes import PROBES


@pytest.mark.parametrize("monitor", PROBES, ids=lambda monitor: monitor.name)
def test_a_monitor_tells_what_its_docstring_says(monitor: type[Monitor]) -> None:
    module, expected = example(monitor)
    assert printed(told([monitor()], module, "run")[0]) == expected


@pytest.mark.parametrize("monitor", PROBES, ids=lambda monitor: monitor.name)
def test_a_monitor_tells_the_same_beside_others(monitor: type[Monitor]) -> None:
    module, expected = example(monitor)
    monitors = [each() for each in PROBES]
    tables = told(monitors, module, "run")[PROBES.index(monitor)]
    assert printed(tables) == expected


@pytest.mark.parametrize("monitor", PROBES, ids=lambda monitor: monitor.name)
def test_a_monitor_refuses_options_that_it_does_not_have(monitor: type[Monitor]) -> None:
    with pytest.raises(ValueError, match="has no option 'colour'"):
        monitor(colour="red")


def test_monitors_stand_in_the_order_of_their_names() -> None:
    names = [monitor.name for monitor in PROBES]
    assert names == sorted(set(names))
