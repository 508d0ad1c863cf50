"""The first half of a build: read a specification, compile it and gather every finding."""

import gc
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from ..diagnostics import Diagnostic, Severity, Source
from ..dsl.compile import Compiled, compile_sources
from ..dsl.model import says_nothing
from .clause_cache import clause_parser
from .config import Config, load_config
from .parse_cache import kept_trees
from .report import tidy
from .sources import Sources, nothing_said, read_sources

# What a caller hears about progress: a phase, and how far it is (done, of).
Progress = Callable[[str, int, int], None]


def silent(_phase: str, _done: int, _total: int) -> None:
    """Report no progress."""


class Checked(Struct, frozen=True):
    """A specification that was read and checked, with the settings that hold for it."""

    compiled: Compiled
    config: Config
    sources: tuple[Source, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing stands in the way of building."""
        return not any(item.severity is Severity.ERROR for item in self.diagnostics)


def check_spec(paths: Sequence[Path], progress: Progress = silent) -> Checked:
    """Read and check the specification that some paths hold; every mistake is in `diagnostics`."""
    progress("read", 0, 1)
    return check_sources(read_sources(paths), paths[0], progress)


def check_sources(read: Sources, place: Path, progress: Progress = silent) -> Checked:
    """Check a specification that was read, with the settings that hold at a place."""
    config, problems = load_config(place)
    progress("check", 0, len(read.texts))
    compiled = _without_collector(lambda: _compile(read.texts))
    found = [*read.problems, *problems, *config.adjust(compiled.diagnostics)]
    if read.texts and not found and says_nothing(compiled.model):
        found.append(nothing_said(read.texts[0]))
    progress("check", len(read.texts), len(read.texts))
    return Checked(compiled, config, read.texts, tuple(tidy(found)))


def spec_of(sources: Sequence[Source]) -> str:
    """Return what tells a specification from others, so that what is kept of it is found again."""
    return str(Path(sources[0].name).absolute()) if sources else ""


def _compile(sources: Sequence[Source]) -> Compiled:
    with kept_trees(spec_of(sources)) as tree_of:
        return compile_sources(sources, clause_parser(), tree_of)


def _without_collector(work: Callable[[], Compiled]) -> Compiled:
    """Do work that makes many long-lived objects without the garbage collector looking at them again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return work()
    finally:
        if was_enabled:
            gc.enable()
