"""The monitors as the command line knows them: by their names, and as a list."""

from collections.abc import Iterator, Sequence

from ..runtime_probes.monitor import Monitor
from ..runtime_probes.monitoring import chosen
from ..runtime_probes.probes import PROBES


def chosen_monitors(names: Sequence[str]) -> list[Monitor]:
    """Return the monitors that options name; raise UnknownMonitor."""
    return chosen(",".join(names), PROBES)


def listed() -> Iterator[str]:
    """Yield a line for each monitor: its name, what it tells, its options, and Wizard's like of it."""
    width = max(len(monitor.name) for monitor in PROBES)
    for monitor in PROBES:
        summary = (monitor.__doc__ or "").strip().splitlines()[0]
        options = "".join(f":{name}={_shown(default)}" for name, default in monitor.options.items())
        like = f" (Wizard: {monitor.wizard})" if monitor.wizard else ""
        yield f"{monitor.name:<{width}}  {summary}{like}{f' [{options}]' if options else ''}"


def _shown(default: int | str | bool) -> str:
    """Return the default of an option as it is written on the command line."""
    return str(default) if not isinstance(default, bool) else "yes" if default else "no"
