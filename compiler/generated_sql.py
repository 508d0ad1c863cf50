"""Holds the SQL of generated files to the linter's rules, and knows what was found in the same SQL before."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..backends.backend import OutputFile
from ..diagnostics import Diagnostic, Related, Severity, Source, Span
from ..dsl.model import Model
from .cache import parser_state
from .generated_from import element_behind
from .generated_sql_results import SqlFinding
from .last_build import keep_parts, key_of, read_kept
from .pipeline import Checked, spec_of

if TYPE_CHECKING:  # a build with known SQL does without what these are made of
    from .generated_sql_verdicts import Verdicts

KIND = "sql-of-builds"
KIND_OF_FILES = "sql-files-of-builds"
VERBS = ("SELECT ", "INSERT ", "UPDATE ", "DELETE ", "CREATE ", "ALTER ", "DROP ", "PRAGMA ", "LOCK ", '"COMMIT"')


def sql_files(files: Sequence[OutputFile]) -> list[OutputFile]:
    """Return the files that hold SQL; in Python Weft spells its words in capitals."""
    return [
        file
        for file in files
        if file.path.endswith(".sql") or (file.path.endswith(".py") and any(verb in file.text for verb in VERBS))
    ]


def findings_in_sql(files: Sequence[OutputFile], spec: str) -> tuple[SqlFinding, ...]:
    """Return what the rules that are on by default find in the SQL of generated files.

    `spec` names whose last build to compare with: the parser and the rules are imported for other SQL only.
    """
    held, parser = sql_files(files), parser_state()
    key = key_of(parser, *(part for file in held for part in (file.path, file.text)))
    kept: dict[str, tuple[SqlFinding, ...]] = read_kept(KIND, spec)
    if key not in kept:
        from .generated_sql_analysis import analyze

        verdicts: Verdicts = read_kept(KIND_OF_FILES, spec).get(parser, {})
        kept = {key: analyze(held, verdicts)}
        keep_parts(KIND, spec, kept)
        keep_parts(KIND_OF_FILES, spec, {parser: verdicts})
    return kept[key]


def errors_in_sql(checked: Checked, files: Sequence[OutputFile], out_dir: Path) -> list[Diagnostic]:
    """Return what is found in the SQL of generated files, each with the part of the specification behind it.

    What the settings allow, or weigh as a mere note, is left out; all else is an error.
    """
    by_path = {file.path: file for file in files}
    model = checked.compiled.model
    found = findings_in_sql(files, spec_of(checked.sources))
    weighed = checked.config.adjust([_diagnostic(item, by_path[item.path], model, out_dir) for item in found])
    return [replace(item, severity=Severity.ERROR) for item in weighed if item.severity is not Severity.INFO]


def _diagnostic(found: SqlFinding, file: OutputFile, model: Model, out_dir: Path) -> Diagnostic:
    span = Span(Source((out_dir / file.path).as_posix(), file.text), found.start, found.end)
    element = element_behind(file, span, model)
    related = (Related(f"generated from {element.id}", element.span),) if element else ()
    hint = "\n".join(_ways_out(found, is_of_user=bool(element)))
    return Diagnostic(
        found.code, found.name, f"in generated SQL, {found.message}", span, hint, Severity.WARNING, related
    )


def _ways_out(found: SqlFinding, *, is_of_user: bool) -> Iterator[str]:
    if found.hint:
        yield found.hint
    yield "change what it is generated from" if is_of_user else "the spec does not name this: it may be Weft's mistake"
    yield f'or allow it in pyproject.toml, with `allow = ["{found.name}"]` under [tool.weft]'
