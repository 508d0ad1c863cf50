"""The way in: a module and probes in, a module with the probes out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from .actions.trace import Trace
from .additions import Additions
from .binary.appending import Appender
from .binary.contents import Contents
from .binary.entities import ExternKind
from .binary.module import Module, Section, SectionId
from .binary.reader import read
from .binary.sections import without
from .binary.writer import write
from .event import Edit
from .function import Function
from .naming import with_function_names
from .probe import Probe
from .readings import Place
from .redirecting import redirect
from .switching import Switching
from .weaving import Placed, Weaver

RING_RECORDS = 1 << 16
_POSITIONS = (".debug_", "metadata.code.", "reloc.", "sourceMappingURL")


@dataclass(frozen=True)
class Instrumented:
    """A module with probes in it. `dropped` names the custom sections that no longer held, as they speak of offsets."""

    original: bytes
    module_bytes: bytes
    probes: tuple[Probe, ...]
    placed: tuple[Placed, ...]
    additions: Additions
    function_switches: dict[int, int]
    dropped: tuple[str, ...]
    switching: Switching = Switching.NEVER
    clones: Mapping[int, int] = field(default_factory=dict[int, int])

    @cached_property
    def contents(self) -> Contents:
        """Return what the original module holds."""
        return Contents(read(self.original))

    @cached_property
    def _imported(self) -> int:
        return len(self.contents.imported(ExternKind.FUNCTION))

    def place(self, placed: Placed, position: int) -> Place:
        """Return the place of one of the sites of a probe in a function; that of an imported function has offset 0."""
        note = placed.sites[position].note if placed.sites else ""
        is_import = placed.function < self._imported
        offset = 0 if is_import else self.contents.code.offset + placed.offsets[position]
        return Place(placed.function, offset, note)


def instrument(
    module: bytes,
    probes: Sequence[Probe],
    *,
    switching: Switching = Switching.NEVER,
    on_progress: Callable[[int, int], None] | None = None,
) -> Instrumented:
    """Put probes into a module.

    In: the bytes of a module; the probes, in the order in which they fire; whether they can be switched, and are off
    at first; what to call with the number of functions done and of all. Out: the module with the probes, and where they
    are. Raised: `MalformedModule`; `ValueError` for probes that do not go together. A module that is invalid may come
    out valid, as what probes add is there then; running it refuses it (`refuse_invalid`).
    """
    weaver, appender = _prepared(module, probes, switching)
    _weave(weaver, appender, on_progress)
    weaver.additions.finish()
    finished, dropped = _without_positions(appender.finish())
    finished = with_function_names(finished, _added_names(weaver, appender.contents.names.functions))
    placed, switches = tuple(weaver.placed), weaver.function_switches
    return Instrumented(
        module, write(finished), tuple(probes), placed, weaver.additions, switches, dropped, switching, weaver.clones
    )


def edits_of(instrumented: Instrumented, functions: Iterable[int]) -> Mapping[int, Sequence[Edit]]:
    """Return what was edited in some functions of the original, by the index of the body with the edits.

    They are not kept, as there may be millions: the module is instrumented once more.
    """
    weaver, appender = _prepared(instrumented.original, instrumented.probes, instrumented.switching)
    weaver.watched = frozenset(functions)
    _weave(weaver, appender, None)
    return weaver.kept


def _prepared(module: bytes, probes: Sequence[Probe], switching: Switching) -> tuple[Weaver, Appender]:
    """Return what puts probes into a module, and what holds the module."""
    appender = Appender(read(module))
    recorded = [probe.action.record_size for probe in probes if isinstance(probe.action, Trace)]
    additions = Additions(appender, max(recorded, default=0), RING_RECORDS)
    return Weaver(probes, additions, switching), appender


def _added_names(weaver: Weaver, names: Mapping[int, str]) -> dict[int, str]:
    """Return what added functions are called: a clone as what it was made from, so that backtraces stay the same."""
    clones = {clone: names[origin] for clone, origin in weaver.clones.items() if origin in names}
    callers = {added: f"weft:call {imported}" for imported, added in weaver.redirections.items()}
    tails = {
        added: f"weft:tail call {imported}" for imported, added in weaver.tail_redirections.items() if added != imported
    }
    return {**clones, **callers, **tails, **weaver.additions.function_names}


def _weave(weaver: Weaver, appender: Appender, on_progress: Callable[[int, int], None] | None) -> None:
    """Put the probes of a weaver into all functions."""
    imported = range(len(appender.contents.imported(ExternKind.FUNCTION)))
    if any(probe.event.of_imports for probe in weaver.probes):
        has_tail_calls = _calls_by_tail(appender.contents)
        for index in imported:
            weaver.add_calling(index, has_tail_calls=has_tail_calls)
    if weaver.redirections:
        redirect(appender, weaver.redirections)
    functions = _functions(weaver, appender.contents, len(imported), on_progress)
    appender.replace_bodies(weaver.bodies(functions))


def _calls_by_tail(contents: Contents) -> bool:
    """Say whether any function calls another by its name and leaves nothing of itself on the stack."""
    functions = (Function(contents, 0, body) for body in contents.bodies)
    return any(any(True for _ in function.places("return_call")) for function in functions)


def _functions(
    weaver: Weaver, contents: Contents, imported: int, on_progress: Callable[[int, int], None] | None
) -> Iterator[Function]:
    """Yield all functions."""
    for number, body in enumerate(contents.bodies):
        yield Function(contents, imported + number, body, weaver.redirections, weaver.tail_redirections)
        if on_progress:
            on_progress(number + 1, len(contents.bodies))


def _without_positions(module: Module) -> tuple[Module, tuple[str, ...]]:
    """Return the module without the sections that speak of places in its code, and their names."""
    dropped = tuple(section.name for section in module.sections if _speaks_of_positions(section))
    return without(module, _speaks_of_positions), dropped


def _speaks_of_positions(section: Section) -> bool:
    return section.id is SectionId.CUSTOM and section.name.startswith(_POSITIONS)
