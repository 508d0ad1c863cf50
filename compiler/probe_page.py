"""What is known of monitors, as Markdown: the page PROBES.md and each of its sections."""

from collections.abc import Iterable, Iterator, Sequence
from inspect import getdoc

from ..runtime_probes.actions import ACTIONS
from ..runtime_probes.events import EVENTS
from ..runtime_probes.monitor import Monitor
from ..runtime_probes.monitor_document import document_of
from ..runtime_probes.other_tools import NOT_HERE, WASABI, WIZARD
from ..runtime_probes.probes import PROBES
from ..runtime_probes.reports import REPORTS
from .probe_formats import FORMATS, REPORT_FORMATS
from .probe_monitors import formats_of, option_text

_HEAD = """# What `weft probe` tells

A *monitor* tells one thing about a run of a WebAssembly module. Several go together, options follow a name after
colons: `weft probe run app.wasm --monitor coverage,hotness:exact=yes`. `weft probe list` shows all of them, `weft
probe explain <name>` prints one section of this page.
"""
_REPORTS = """## Reports

`--format` of `weft probe run` and `weft probe report`. Every monitor is told as `text`, in tables, and as `json`,
which `report`, `merge` and `diff` read. The others are files for other tools, and need what some monitors saw. Paths
of sources that were compiled elsewhere are found with `--source OLD=NEW`. Names of C++, Rust and Swift stand in
reports as in the sources, and in `json`, `lcov` and `cobertura` as in the module.
"""
_WIZARD = """## Wizard's monitors

[Wizard](https://github.com/titzer/wizard-engine) is an engine of its own; what its monitors see is seen here on
wasmtime.
"""
_WASABI = """## Wasabi's hooks

[Wasabi](https://github.com/danleh/wasabi) calls JavaScript at 22 hooks. Each is an event here, for which a probe can
count, record or call Python; opcodes may be named as one likes.
"""
_OWN = """## Probes of your own

A probe is an event and an action, from Python: `Probe(MemoryAccess(), Trace(address=8))`. Actions ask for what is
seen at an event by its name. Probes fire in the order in which they are given to `instrument`. Those that can be
switched are off at first and cost next to nothing then; what is switched within an event takes effect after it.

```python
import wasmtime

from weft.runtime_probes.actions.count import Count
from weft.runtime_probes.events.function_entry import FunctionEntry
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.probe import Probe
from weft.runtime_probes.running import attached
from weft.runtime_probes.switching import Switching
from weft.runtime_probes.where import named

module = bytes(wasmtime.wat2wasm('(module (func $work) (func (export "run") (call $work) (call $work)))'))
work = Probe(FunctionEntry(), Count(), named("work"))
session = attached(instrument(module, [work], switching=Switching.AT_CALLS), wasmtime.Store())
session.call("run")
session.enable(work)
session.call("run")
session.disable(work)
session.call("run")
print([found.counts for found in session.counts(work)])  # [(2,)]
```

`attached` takes a linker, too, with what the module imports; `Session(instrumented, store, instance)` takes an instance
that a host has made itself. `counts` tells what was counted, `happenings` what was recorded, `readings` everything as
plain data; `frames` finds where a trap happened in the original module; `remove` switches a probe off for good.
`AT_CALLS` switches functions as they are called, `AT_ONCE` also loops that run.

### Events
"""
_COMPONENTS = """## Components

`weft probe` takes core modules. A component is refused, with a list of the core modules in it: what probes count lies
in a memory that the module exports, and no host can look into the instances within a component, by the component
model's own rule that memories do not cross its border. The way out is to take the component apart: `wasm-tools
component unbundle app.wasm --threshold 0 --module-dir parts` (or `jco transpile`) writes its core modules, each of
which can be run with probes by a host that gives it its imports.
"""


def page() -> str:
    """Return everything that is known of monitors as one page of Markdown."""
    parts = [_HEAD, _monitors(), *map(section_of, PROBES), _REPORTS, _reports(), _WIZARD, _wizard(), _WASABI, _wasabi()]
    return "\n".join([*parts, _OWN, _described(EVENTS), "### Actions\n", _described(ACTIONS), _COMPONENTS])


def section_of(monitor: type[Monitor]) -> str:
    """Return what is known of a monitor as a section of the page."""
    said = document_of(monitor)
    parts = [f"### {monitor.name}", said.summary, said.more, _facts(monitor)]
    parts += [f"Module, of which `run` is called:\n\n```wat\n{said.module}\n```"]
    return "\n\n".join([*filter(None, parts), f"Tells:\n\n```text\n{said.tells}\n```\n"])


def _facts(monitor: type[Monitor]) -> str:
    facts = {
        "options": ", ".join(f"`{each}`" for each in option_text(monitor)),
        "reports": ", ".join(f"`{each}`" for each in (*FORMATS, *formats_of(monitor))),
        "in Wizard": ", ".join(monitor.wizard),
    }
    return "  \n".join(f"*{name}*: {said}" for name, said in facts.items() if said)


def _monitors() -> str:
    rows = ((_linked(each.name), document_of(each).summary, ", ".join(each.wizard) or "-") for each in PROBES)
    return "## Monitors\n\n" + _table(("monitor", "tells", "in Wizard"), rows)


def _reports() -> str:
    summaries = {report.name: _line(getdoc(report)) for report in REPORTS}
    rows = (
        (f"`{name}`", " or ".join(f"`{each}`" for each in format_.monitors), summaries[format_.report])
        for name, format_ in REPORT_FORMATS.items()
    )
    return _table(("format", "`--monitor`", "what it is"), rows)


def _wizard() -> str:
    rows = ((f"`{name}`", reports, _answer(name)) for name, reports in WIZARD.items())
    return _table(("in Wizard", "reports", "here"), rows)


def _answer(name: str) -> str:
    found = [_linked(monitor.name) for monitor in PROBES if name in monitor.wizard]
    return ", ".join(found) if found else f"none: {NOT_HERE[name]}"


def _wasabi() -> str:
    rows = (
        (f"`{hook.name}`", ", ".join(f"`{each}`" for each in hook.events), ", ".join(hook.seen) or "-")
        for hook in WASABI
    )
    return _table(("hook", "event", "seen"), rows)


def _described(listed: Iterable[type]) -> str:
    return _table(("name", "what it is"), ((f"`{each.__name__}`", _line(getdoc(each))) for each in listed))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "".join(f"{line}\n" for line in _lines(heads, rows))


def _lines(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for cells in (heads, ["---"] * len(heads), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _linked(name: str) -> str:
    return f"[{name}](#{name})"


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
