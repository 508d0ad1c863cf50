"""Makes a recording of what crosses the border between a module and its host."""

from enum import Enum

from .binary.contents import Contents
from .events.unwound import UNWOUND
from .host_state import HostState
from .readings import Happening
from .recordable import has_reference, strange
from .recording import Call, Change, Enter, Leave, Recording, Return, Step

_STEP = 64  # bytes that a step is counted as


class _Frame(Enum):
    """What runs within what: the host, a function that it called, one of those that calls another in its place."""

    HOST = "host"
    ENTERED = "entered"
    TAILED = "tailed"
    INNER = "inner"


class Recorder:
    """Takes events of a run, and keeps steps: at most so many bytes of them."""

    def __init__(self, contents: Contents, most: int) -> None:
        """Take what the module holds, and how many bytes are kept."""
        self._contents = contents
        self._room = most
        self._steps: list[Step] = []
        self._frames: list[tuple[_Frame, int]] = []
        self._missing = ""

    @property
    def recording(self) -> Recording:
        """Return what was recorded so far."""
        return Recording(tuple(self._steps), self._missing)

    def watch(self, state: HostState) -> None:
        """Take what the host can change, as it is before anything runs."""
        self._state = state
        self._before = state.look()

    def entered(self, happening: Happening) -> None:
        """Note that a function was entered."""
        function = happening.place.function
        if self._frames and self._frames[-1][0] is not _Frame.HOST:
            self._frames.append((_Frame.INNER, function))
            return
        self._frames.append((_Frame.ENTERED, function))
        kind = self._contents.function_type(function)
        if problem := strange(kind):
            self._stop(f"the host called {self._contents.function_name(function)}, which takes or gives {problem}")
        elif has_reference(kind.parameters, happening.values):
            self._stop(f"the host gave {self._contents.function_name(function)} a reference that is not null")
        self._keep(Enter(function, happening.values, self._changes()))

    def left(self, happening: Happening) -> None:
        """Note that a function is left."""
        way = happening.place.note
        if way == UNWOUND:
            self._leave_calls_of_the_host()
        if not self._frames:
            return
        frame, function = self._frames.pop()
        if way.startswith("return_call"):
            if frame is _Frame.ENTERED:
                self._frames.append((_Frame.TAILED, function))
        elif frame is _Frame.ENTERED:
            self._leave(function, happening.values, way)
        else:
            self._leave_tailed(happening.values, way)

    def called(self, happening: Happening) -> None:
        """Note that the host is called."""
        self._keep(Call(happening.place.function, happening.values))
        self._frames.append((_Frame.HOST, happening.place.function))
        self._look()

    def returned(self, happening: Happening) -> None:
        """Note that the host comes back; what runs within and did not come to its end has trapped."""
        function = happening.place.function
        while self._frames and self._frames.pop() != (_Frame.HOST, function):
            pass
        if has_reference(self._contents.function_type(function).results, happening.values):
            self._stop(f"{self._contents.function_name(function)} gave a reference that is not null")
        self._keep(Return(function, happening.values, self._changes()))
        self._leave_tailed(happening.values, "end")

    def _leave_calls_of_the_host(self) -> None:
        """Note that calls of the host, which what is left had made, raised."""
        while self._frames and self._frames[-1][0] is _Frame.HOST:
            self._frames.pop()

    def _leave_tailed(self, values: tuple[int | float, ...], way: str) -> None:
        if self._frames and self._frames[-1][0] is _Frame.TAILED:
            self._leave(self._frames.pop()[1], values, way)

    def _leave(self, function: int, values: tuple[int | float, ...], way: str) -> None:
        self._keep(Leave(function, values, way))
        self._look()

    def _look(self) -> None:
        if not self._missing:
            self._before = self._state.look()

    def _changes(self) -> tuple[Change, ...]:
        if self._missing:
            return ()
        try:
            return self._state.changes(self._before)
        except ValueError as error:
            self._stop(str(error))
            return ()

    def _keep(self, step: Step) -> None:
        if self._missing:
            return
        changes = step.changes if isinstance(step, Enter | Return) else ()
        self._room -= _STEP + sum(change.size for change in changes)
        if self._room < 0:
            self._stop("the recording is full")
        else:
            self._steps.append(step)

    def _stop(self, reason: str) -> None:
        self._missing = self._missing or reason
