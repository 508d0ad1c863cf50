"""Makes a table of recorded events, with a row for each up to a number, and tells how many are missing."""

from collections.abc import Callable, Mapping, Sequence

from .host import Session
from .probe import Probe
from .readings import Happening
from .table import Key, Table

Row = Callable[[Happening], Key]


def told(session: Session, title: str, keys: tuple[str, ...], rows: Mapping[Probe, Row], most: int) -> Sequence[Table]:
    """Return a table of the first events of some probes, numbered from 1, and one that says how many are left out.

    In: the session, the title, the columns (the number is the first), what makes the rest of a row for each probe, and
    how many rows there may be. What the session itself had no room for is counted with what all probes recorded.
    """
    chosen = {number: rows[probe] for number, probe in enumerate(session.instrumented.probes) if probe in rows}
    found: list[tuple[Key, tuple[int, ...]]] = []
    missing = 0
    for happening in session.happenings():
        if happening.probe in chosen:
            if len(found) < most:
                found.append(((len(found) + 1, *chosen[happening.probe](happening)), ()))
            else:
                missing += 1
    return Table(title, keys, (), tuple(found), adds_up=False), *left_out(title, missing, session.lost)


def left_out(title: str, missing: int, lost: int) -> Sequence[Table]:
    """Return a table that says how many events are missing in another, and why; none where none is."""
    if not missing + lost:
        return ()
    rows = ((("beyond the most",), (missing,)), (("no room",), (lost,)))
    return (Table(f"left out of {title}", ("why",), ("events",), rows, adds_up=False),)
