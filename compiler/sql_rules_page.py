"""What is known of the rules of `weft sql`, as Markdown: the page RULES.md and each of its sections."""

from collections.abc import Iterator

from ..analyzers.sql_lint.known_rules import every_name
from ..analyzers.sql_lint.rule import Grade, PythonRule, Rule

# The last number of each group, as rules are numbered by what they are about.
_GROUPS = (
    (25, "Design of tables"),
    (44, "Types and constraints"),
    (58, "Indexes"),
    (107, "Queries that mean something else"),
    (126, "Queries that are slow"),
    (133, "Changes of data"),
    (154, "Migrations"),
    (165, "What the data shows"),
    (172, "Security"),
    (177, "Names"),
    (181, "SQL in Python"),
    (899, "More"),
    (999, "The reading itself"),
)
_HEAD = """# What `weft sql lint` finds

Each rule has a code for machines and a name for people; both work in every option, in `[tool.weft.sql]` and in comments
such as `-- weft: allow select-star (reason)`. `weft sql explain <name>` prints one section of this page. A *safe* fix
changes no result, an *unsafe* one may; a *suggestion* is told and left to you.
"""


def page() -> str:
    """Return everything that is known of the rules as one page of Markdown: a table of all, then a section each."""
    return "\n".join([_HEAD, *_table(), *_sections()])


def section_of(rule: type[Rule]) -> str:
    """Return what is known of a rule as a section of the page."""
    said = rule().documentation
    parts = [f"### {rule.code} {rule.name}", f"*{_facts(rule)}*", said.summary, said.reason, _options(rule)]
    language = "python" if issubclass(rule, PythonRule) else "sql"
    parts += [_examples(title, found, language) for title, found in (("Bad", said.bad), ("Good", said.good))]
    return "\n\n".join(part for part in parts if part) + "\n"


def keys() -> list[str]:
    """Return all names and codes."""
    return [key for rule in every_name() for key in (rule.name, rule.code)]


def listed() -> Iterator[str]:
    """Yield a line for each rule: code, severity, fix, whether it is on, name and dialects."""
    for rule in every_name():
        on = "on" if rule().default else "off"
        dialects = f"  ({', '.join(sorted(rule.dialects))})" if rule.dialects else ""
        yield f"{rule.code}  {rule.severity.value:<7}  {_fix(rule):<10}  {on:<3}  {rule.name}{dialects}"


def _table() -> Iterator[str]:
    yield "| code | name | severity | fix | default | dialects |\n| --- | --- | --- | --- | --- | --- |"
    for rule in every_name():
        link = f"[{rule.name}](#{rule.code.lower()}-{rule.name})"
        dialects = ", ".join(sorted(rule.dialects)) or "all"
        on = "on" if rule().default else "off"
        yield f"| {rule.code} | {link} | {rule.severity.value} | {_fix(rule)} | {on} | {dialects} |"
    yield ""


def _sections() -> Iterator[str]:
    first = 0
    for last, title in _GROUPS:
        rules = [rule for rule in every_name() if first < int(rule.code[3:]) <= last]
        first = last
        if rules:
            yield f"## {title}\n"
            yield from map(section_of, rules)


def _facts(rule: type[Rule]) -> str:
    facts = [rule.severity.value, f"fix: {_fix(rule)}", *([] if rule().default else ["off by default"])]
    facts += ["migrations only"] if rule.migration and not rule.everywhere else []
    return ", ".join(facts + ([f"only {', '.join(sorted(rule.dialects))}"] if rule.dialects else []))


def _fix(rule: type[Rule]) -> str:
    return "-" if rule.grade is Grade.NONE else rule.grade.value


def _options(rule: type[Rule]) -> str:
    if not rule.options:
        return ""
    lines = [f"{option} = {_toml(value)}" for option, value in rule.options.items()]
    return "\n".join(["```toml", f"[tool.weft.sql.rules.{rule.name}]", *lines, "```"])


def _toml(value: int | str | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value) if isinstance(value, int) else f'"{value}"'


def _examples(title: str, examples: tuple[str, ...], language: str) -> str:
    return "\n\n".join([f"{title}:", *(f"```{language}\n{example}```" for example in examples)]) if examples else ""
