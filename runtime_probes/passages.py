"""A timeline from what was recorded: entries and exits of functions among the events of a run."""

from collections.abc import Iterable

from .program import Program
from .readings import Happening
from .report import Passage, Timeline


def recorded_timeline(program: Program, happenings: Iterable[Happening], entries: int, exits: int) -> Timeline:
    """Return the entries and exits among some events; time is told in events, as the module has no clock.

    In: the numbers of the probes that recorded entries and exits of functions.
    """
    passages = tuple(
        Passage(at, program.contents.function_name(each.place.function), each.probe == entries)
        for at, each in enumerate(happenings)
        if each.probe in (entries, exits)
    )
    return Timeline(passages, "events")
