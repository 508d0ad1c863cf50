"""Each monitor tells of the module in its docstring what that says."""

import pytest
from documented import example, fits, printed, run

from weft.runtime_probes.monitor import Monitor
from weft.runtime_probes.probes import PROBES


@pytest.mark.parametrize("monitor", PROBES, ids=lambda monitor: monitor.name)
def test_monitors_tell_what_their_documents_say(monitor: type[Monitor]) -> None:
    text, expected = example(monitor)
    told = printed(run(text, monitor()))
    assert fits(told, expected), told


def test_monitors_have_names_of_their_own() -> None:
    names = [monitor.name for monitor in PROBES]
    assert len(set(names)) == len(names) and names == sorted(names)


@pytest.mark.parametrize("monitor", PROBES, ids=lambda monitor: monitor.name)
def test_monitors_refuse_options_that_they_do_not_have(monitor: type[Monitor]) -> None:
    with pytest.raises(ValueError, match="no option 'colour'"):
        monitor(colour="red")
