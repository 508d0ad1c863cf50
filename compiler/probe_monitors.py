"""The monitors as the command line knows them: by their names, as a list for people, and as data."""

import json
import shutil
from collections.abc import Iterator, Sequence
from textwrap import wrap

import click

from ..runtime_probes.monitor import Monitor
from ..runtime_probes.monitor_document import document_of
from ..runtime_probes.monitoring import chosen, monitor_named
from ..runtime_probes.other_tools import NOT_HERE
from ..runtime_probes.probes import PROBES
from .probe_formats import FORMATS, REPORT_FORMATS

_WIDEST = 100
_TAIL = """
Several go together, with options after colons: --monitor coverage,hotness:exact=yes
`weft probe explain NAME` shows a module and what is told of it.
"""


def chosen_monitors(names: Sequence[str]) -> list[Monitor]:
    """Return the monitors that options name; raise UsageError where they name none, and what `chosen` raises."""
    if not (monitors := chosen(",".join(names), PROBES)):
        raise click.UsageError("say what to look at, such as --monitor coverage: `weft probe list` shows all")
    return monitors


def known_monitor(name: str) -> type[Monitor]:
    """Return the monitor with a name; raise UnknownMonitor."""
    return monitor_named(name, PROBES)


def option_text(monitor: type[Monitor]) -> list[str]:
    """Return the options of a monitor with their defaults, as they are written on the command line."""
    return [f"{name}={_shown(default)}" for name, default in monitor.options.items()]


def formats_of(monitor: type[Monitor]) -> list[str]:
    """Return the formats of files for other tools that tell what a monitor saw."""
    return [
        name
        for name, format_ in REPORT_FORMATS.items()
        if any(monitor.name in each.split(",") for each in format_.monitors)
    ]


def listed() -> str:
    """Return the monitors as text: what each tells, its options, the reports made of it, and Wizard's like of it."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    indent = max(len(monitor.name) for monitor in PROBES) + 2
    lines = [line for monitor in PROBES for line in _lines(monitor, indent, width)]
    lines += ["", *wrap(f"Wizard has, and this has not: {', '.join(NOT_HERE)}; PROBES.md says why.", width)]
    return "\n".join(lines) + "\n" + _TAIL


def as_data() -> str:
    """Return the monitors as JSON, with those of Wizard that no monitor answers and why."""
    monitors = [
        {
            "name": monitor.name,
            "summary": document_of(monitor).summary,
            "options": monitor.options,
            "formats": [*FORMATS, *formats_of(monitor)],
            "wizard": monitor.wizard,
        }
        for monitor in PROBES
    ]
    return json.dumps({"monitors": monitors, "not_here": NOT_HERE}, indent=1) + "\n"


def _lines(monitor: type[Monitor], indent: int, width: int) -> Iterator[str]:
    """Yield the lines of a monitor: its name stands before the first."""
    facts = {
        "options": ", ".join(option_text(monitor)),
        "formats": ", ".join(formats_of(monitor)),
        "Wizard": ", ".join(monitor.wizard),
    }
    texts = [document_of(monitor).summary, *(f"{name}: {said}" for name, said in facts.items() if said)]
    lines = [line for text in texts for line in wrap(text, max(width - indent, 20), subsequent_indent="")]
    yield click.style(monitor.name, bold=True) + " " * (indent - len(monitor.name)) + lines[0]
    yield from (" " * indent + line for line in lines[1:])


def _shown(default: int | str | bool) -> str:
    """Return the default of an option as it is written on the command line."""
    return str(default) if not isinstance(default, bool) else "yes" if default else "no"
