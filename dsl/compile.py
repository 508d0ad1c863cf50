"""The front end as one function: texts in; a model, the runs of its scenarios and all findings out."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from ..diagnostics import Diagnostic, Severity, Source
from .check import CheckContext
from .checks import CHECKS
from .clauses import ClauseParser, default_parser
from .interpreter.run import Runs, run_all
from .literate import parse_literate
from .model import Model
from .parser import SourceParser
from .resolver.resolve import resolve
from .scenario_binder import bind_scenarios
from .syntax_tree import SourceFile

Parsed = tuple[SourceFile, list[Diagnostic]]
# Returns the tree of one text and what is wrong with it; a caller that keeps them may spare itself the work.
SourceReader = Callable[[Source, ClauseParser], Parsed]


class Compiled(Struct, frozen=True):
    """The outcome of the front end. `model` is what could be understood, complete where `is_sound`;
    `runs` are None unless every scenario could be run."""

    model: Model
    diagnostics: tuple[Diagnostic, ...]
    runs: Runs | None

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing stands in the way of emitting code."""
        return not any(item.severity is Severity.ERROR for item in self.diagnostics)


def parse_source(source: Source, clauses: ClauseParser) -> Parsed:
    """Return the tree of one text and what is wrong with it."""
    if source.name.endswith((".yaml", ".yml")):
        # Reading YAML takes time to import, and few specifications need it.
        from .arc_import import import_requirements

        return import_requirements(source)
    if source.name.endswith(".md"):
        return parse_literate(source, clauses)
    parser = SourceParser(source, clauses)
    return parser.parse(), parser.diagnostics


def compile_sources(
    sources: Sequence[Source], parser: ClauseParser | None = None, read: SourceReader = parse_source
) -> Compiled:
    """Parse, resolve, bind, run and check a specification: `.weft`, `.feature`, literate `.md`, `requirements.yaml`."""
    clauses = parser or default_parser()
    files: list[SourceFile] = []
    found: list[Diagnostic] = []
    for source in sources:
        file, problems = read(source, clauses)
        files.append(file)
        found += problems
    resolved = resolve(files, clauses)
    found += resolved.diagnostics
    model, problems = bind_scenarios(resolved.model, resolved.draft.pickles, resolved.unread)
    found += problems
    # Scenarios run on a half-understood model would only repeat its mistakes in other words.
    is_sound = not any(item.severity is Severity.ERROR for item in found)
    runs = run_all(model) if is_sound else None
    if is_sound:
        context = CheckContext(model, runs)
        found += [finding for check in CHECKS for finding in check.check(context)]
    # Spans are equal in different files, too: only the sort key tells them apart.
    by_place = {item.sort_key: item for item in reversed(found)}
    return Compiled(model, tuple(by_place[key] for key in sorted(by_place)), runs)
