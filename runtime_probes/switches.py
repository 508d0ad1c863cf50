"""The switches of an instance's probes."""

from .attachment import Attachment
from .probe import Probe
from .readings import Place
from .weaving import Placed


class Switches:
    """Turns probes on and off; what was removed stays off."""

    def __init__(self, attachment: Attachment) -> None:
        """Take the instance."""
        self._attachment = attachment
        self._removed: set[int] = set()

    def turn(self, on: bool, probe: Probe | None, function: int | None, place: Place | None) -> None:
        """Turn the switches of all sites to which what is given applies; raise ValueError where there are none."""
        attachment = self._attachment
        if not any(placed.switches for placed in attachment.instrumented.placed):
            raise ValueError("the probes cannot be switched: instrument with another `switching`")
        for placed in attachment.instrumented.placed:
            if self._applies(placed, probe, function):
                for position, address in enumerate(placed.switches):
                    if place is None or attachment.place(placed, position) == place:
                        attachment.write(bytes((on,)), address)
        self._turn_functions()

    def remove(self, probe: Probe) -> None:
        """Turn a probe off for good."""
        self.turn(False, probe, None, None)
        self._removed.add(self._attachment.instrumented.probes.index(probe))

    def is_on(self, placed: Placed, position: int) -> bool:
        """Say whether a site is on; it is where it cannot be switched."""
        return not placed.switches or bool(self._attachment.number(placed.switches[position], 1))

    def _applies(self, placed: Placed, probe: Probe | None, function: int | None) -> bool:
        if placed.probe in self._removed or function not in (None, placed.function):
            return False
        return probe is None or self._attachment.instrumented.probes[placed.probe] is probe

    def _turn_functions(self) -> None:
        """Let the functions that have any site on run with probes, and the others without."""
        attachment, on = self._attachment, set[int]()
        for placed in attachment.instrumented.placed:
            if placed.switches and any(attachment.read(placed.switches.start, placed.switches.stop)):
                on.add(placed.function)
        for function, address in attachment.instrumented.function_switches.items():
            attachment.write(bytes((function in on,)), address)
