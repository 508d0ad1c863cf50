"""`weft explain`: what a finding means, why it hurts, and how it is put right."""

from collections.abc import Iterator

import click
from msgspec import Struct

from ...diagnostics import Severity
from ...dsl.arc_import import KINDS as IMPORT_KINDS
from ...dsl.catalog import KINDS, Kind, nearest
from ...dsl.check import Check
from ...dsl.checks import CHECKS
from ...dsl.gherkin.problems import CODES as GHERKIN
from ...dsl.steps import problem as step_problems
from ..config import KINDS as SETTING_KINDS
from ..gates import GATES, Gate


class Entry(Struct, frozen=True):
    """One kind of finding or gap, and what is said of it as Markdown; a gap has no code."""

    code: str
    name: str
    severity: str
    text: str

    @property
    def section(self) -> str:
        """Return the entry as a section of a page."""
        return f"## {f'{self.code} {self.name}'.strip()}\n\n*{self.severity}*\n\n{self.text}"


GHERKIN_MEANINGS = {
    "syntax-error": "A line of a feature does not stand where Gherkin allows it, or the text ends too early.",
    "unknown-language": "The `# language:` line names a language that Gherkin does not know.",
    "inconsistent-cell-count": "The rows of a table do not all have the same number of cells.",
    "malformed-tag": "A tag holds a space.",
}
STEP_MEANINGS = {
    step_problems.UNBOUND: "A step has no meaning: no sentence that the specification declares is like it.",
    step_problems.BAD_VALUE: "A value in a step is not one of the type that is due there.",
    step_problems.TABLE: "A table or a text stands under a step that has no use for it, or does not fit it.",
    step_problems.AMBIGUOUS: "The phrase of an action makes a sentence that has two meanings.",
    step_problems.PARAMETERS: "The phrase of an action names a parameter that it lacks, or leaves one out.",
    step_problems.MALFORMED: "The phrase of an action is not formed as phrases are.",
}


@click.command(short_help="Explain a finding or a gap by its name or code.")
@click.argument("name", required=False, metavar="[NAME_OR_CODE]")
@click.option("--all", "wants_all", is_flag=True, help="Print the whole page CHECKS.md, as Markdown.")
@click.option("--list", "wants_list", is_flag=True, help="List every code and name, a line each.")
def command(name: str | None, wants_all: bool, wants_list: bool) -> None:
    """Explain a finding: what it means, why it hurts, a bad and a good example.

    Every finding that `weft check` prints carries a code and a name. Both work here, in capitals or not, and so
    do the gaps that `weft trace --fail-on` takes:

    \b
      weft explain shadowed-row
      weft explain DSL062
      weft explain missing-test

    `weft explain --list` shows all of them, `weft explain --all` prints the whole reference as Markdown. The rules of
    `weft sql lint` are explained too; `weft sql explain --all` prints their reference.
    """
    if wants_all:
        click.echo(reference(), nl=False)
    elif wants_list:
        click.echo("\n".join(f"{entry.code:<6}  {entry.severity:<7}  {entry.name}" for entry in (*entries(), *gates())))
    elif name is None:
        raise click.UsageError("name a finding, such as `weft explain shadowed-row`, or say --list or --all")
    else:
        click.echo("\n".join(_sections(name)), nl=False)


def reference() -> str:
    """Return everything that is known of findings and gaps as one page of Markdown."""
    head = (
        "# What `weft check` finds\n\n"
        "Each finding has a code for machines and a name for people. `weft explain <name>` prints one section of this\n"
        "page. An error stops a build; a warning and an info do not.\n"
    )
    gaps = (
        "# What `weft trace` finds\n\n"
        "Gaps between requirements, code and tests. `weft trace --fail-on missing-test,failed` ends with exit code 1\n"
        "on those that it names; the others are only shown.\n"
    )
    found = (entry.section for entry in entries())
    return "\n".join([head, *found, gaps, *(entry.section for entry in gates())])


def entries() -> list[Entry]:
    """Return all kinds of findings, in the order of their codes."""
    unreadable = Entry(
        "DSL010", "unreadable-file", Severity.ERROR, "A file cannot be read, or holds nothing to read.\n"
    )
    kinds = map(_of_kind, (*SETTING_KINDS, *KINDS, *IMPORT_KINDS))
    found = {entry.code: entry for entry in (unreadable, *_of_gherkin(), *_of_steps(), *kinds, *map(_of_check, CHECKS))}
    return [found[code] for code in sorted(found)]


def gates() -> list[Entry]:
    """Return all kinds of gaps of a trace, in the order of their names."""
    return [_of_gate(GATES[name]) for name in sorted(GATES)]


def _sections(name: str) -> list[str]:
    """Return what is said of a name or code in a spec, of a gap that may be called the same, or else in SQL."""
    known = (*entries(), *gates())
    found = [entry.section for entry in known if name.lower() in (entry.code.lower(), entry.name)]
    if name and found:
        return found
    from ...analyzers.sql_lint.known_rules import rule_of  # the rules are slow to import
    from ..sql_rules_page import keys, section_of

    rule = rule_of(name)
    if rule is None:
        names = [key for entry in known for key in (entry.code, entry.name) if key]
        lists = "`weft explain --list` shows all, `weft sql lint --list-rules` those of SQL"
        raise click.UsageError(f"there is no finding {name!r}: {nearest(name, [*names, *keys()]) or lists}")
    return [section_of(rule)]


def _of_gherkin() -> Iterator[Entry]:
    for code, name in GHERKIN.values():
        yield Entry(code, name, Severity.ERROR, f"{GHERKIN_MEANINGS[name]}\n")


def _of_steps() -> Iterator[Entry]:
    for (code, name), meaning in STEP_MEANINGS.items():
        yield Entry(code, name, Severity.ERROR, f"{meaning}\n")


def _of_kind(kind: Kind) -> Entry:
    return Entry(kind.code, kind.name, kind.severity, f"{kind.meaning}\n")


def _of_check(check: Check) -> Entry:
    said = check.documentation
    examples = _examples("gherkin", said.bad, said.good)
    return Entry(check.code, check.name, check.severity, _prose(said.summary, said.reason, examples))


def _of_gate(gate: Gate) -> Entry:
    summary = f"{gate.meaning[0].upper()}{gate.meaning[1:]}."
    examples = _examples(gate.language, gate.bad, gate.good)
    return Entry("", gate.name, "gap", _prose(summary, gate.reason, examples))


def _prose(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _examples(language: str, bad: str, good: str) -> str:
    return f"Bad:\n\n```{language}\n{bad}```\n\nGood:\n\n```{language}\n{good}```\n"
