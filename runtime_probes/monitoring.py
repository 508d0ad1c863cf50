"""Several monitors together: chosen by name, their probes put in once, their tables told in order."""

from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from ..diagnostics import WeftError
from .binary.contents import Contents
from .host import Session
from .monitor import Monitor, RefusedMonitor
from .probe import Probe
from .table import Table


class UnknownMonitor(WeftError, ValueError):
    """A monitor, or an option of one, that there is not."""


def chosen(text: str, known: Sequence[type[Monitor]]) -> list[Monitor]:
    """Return the monitors that a text such as `coverage,functions:unused=no` names.

    Options follow a name, each after a colon; what is named twice is there once. Raised: UnknownMonitor, which tells
    the nearest one that there is; RefusedMonitor for one that is named with different options.
    """
    parts = dict.fromkeys(part.strip() for part in text.split(",") if part.strip())
    names = Counter(part.partition(":")[0] for part in parts)
    if twice := [name for name, times in names.items() if times > 1]:
        raise RefusedMonitor(f"{twice[0]} is asked for twice, with different options")
    return [_made(part, known) for part in parts]


def monitor_named(name: str, known: Sequence[type[Monitor]]) -> type[Monitor]:
    """Return the monitor with a name; raise UnknownMonitor, which tells the nearest one that there is."""
    found = next((monitor for monitor in known if monitor.name == name), None)
    if found is None:
        raise UnknownMonitor(f"there is no monitor {name!r}: {_hint(name, [monitor.name for monitor in known])}")
    return found


def probes_of(monitors: Iterable[Monitor], contents: Contents) -> list[Probe]:
    """Return the probes of all monitors, each once, in the order in which they are first asked for."""
    return list(dict.fromkeys(probe for monitor in monitors for probe in monitor.probes(contents)))


def tables_of(monitors: Iterable[Monitor], session: Session) -> list[Table]:
    """Return what all monitors tell."""
    return [table for monitor in monitors for table in monitor.tables(session)]


def _made(text: str, known: Sequence[type[Monitor]]) -> Monitor:
    """Return the monitor that a name with options stands for."""
    name, *settings = text.split(":")
    found = monitor_named(name, known)
    options: dict[str, int | str | bool] = {}
    for setting in settings:
        option, _, value = setting.partition("=")
        if option not in found.options:
            raise UnknownMonitor(f"{name} has no option {option!r}: {_hint(option, list(found.options))}")
        options[option] = _value(f"{name}:{option}", value, found.options[option])
    try:
        return found(**options)
    except ValueError as problem:
        raise UnknownMonitor(f"{name}: {problem}") from None


def _hint(name: str, known: Sequence[str]) -> str:
    nearest = get_close_matches(name, known, n=1)
    return f"did you mean {nearest[0]!r}?" if nearest else f"known: {', '.join(known) or 'none'}"


def _value(what: str, text: str, default: int | str | bool) -> int | str | bool:
    """Return the value of an option, of the same type as its default."""
    if isinstance(default, bool):
        if text.lower() not in _SWITCHES:
            raise UnknownMonitor(f"{what} is yes or no, not {text!r}")
        return _SWITCHES[text.lower()]
    if not isinstance(default, int):
        return text
    try:
        return int(text, 0)
    except ValueError:
        raise UnknownMonitor(f"{what} is a number, not {text!r}") from None


_SWITCHES = {
    "": True,
    "yes": True,
    "true": True,
    "on": True,
    "1": True,
    "no": False,
    "false": False,
    "off": False,
    "0": False,
}
