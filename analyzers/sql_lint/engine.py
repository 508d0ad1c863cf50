"""Runs the rules over texts of SQL: one walk a statement, each node shown to the rules that asked for its type."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace
from sqlglot import exp

from ...diagnostics import Severity
from .claims import Claim, settle
from .migrating import migrates
from .owners import Owners
from .rule import DataRule, Finding, NodeRule, PatternRule, Rule, SchemaRule, ScriptRule, StatementRule, WorkloadRule
from .schema import Schema
from .schema_builder import build_schema
from .sql_text import SqlText, Statement
from .statement_reading import Reading

if TYPE_CHECKING:  # only a live database brings samples
    from .data_sample import TableSample


_Way = tuple[str, bool]  # what of a text decides which rules apply: its dialect, and whether it migrates


class UnparsedStatement(StatementRule):
    """A statement that no parser could read, so that no rule looked into it.

    It is told rather than skipped: either it is wrong, or the dialect is not the one that was set.

    Bad:
        SELECT FROM WHERE
    Good:
        SELECT 1
    """

    code = "SQL900"
    name = "unparsed-statement"
    severity = Severity.WARNING


UNPARSED = UnparsedStatement()


class Analysis(Struct):
    """What a run found, and how many statements it read how far."""

    findings: list[Finding] = field(default_factory=list)
    readings: Counter[Reading] = field(default_factory=Counter)
    schema: Schema = field(default_factory=Schema)


class Linter:
    """A set of rules, sorted by what they look at."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Take the rules to run, each with its options set."""
        self.rules = tuple(rules)
        self._nodes: dict[_Way, dict[type[exp.Expr], tuple[NodeRule, ...]]] = {}
        self._patterns: dict[_Way, tuple[PatternRule, ...]] = {}
        self._node_rules = [rule for rule in self.rules if isinstance(rule, NodeRule)]
        self._pattern_rules = [rule for rule in self.rules if isinstance(rule, PatternRule)]
        self._script_rules = [rule for rule in self.rules if isinstance(rule, ScriptRule)]
        self._schema_rules = [rule for rule in self.rules if isinstance(rule, SchemaRule)]
        self.workload_rules = [rule for rule in self.rules if isinstance(rule, WorkloadRule)]

    def analyze(self, texts: tuple[SqlText, ...]) -> Analysis:
        """Return all findings in texts that belong together; the schema is built from all of them first."""
        schema = build_schema(texts)
        analysis = Analysis(schema=schema)
        for text in texts:
            analysis.findings += self.in_text(text, schema)
            analysis.readings.update(statement.reading for statement in text.statements)
        analysis.findings += self.in_schema(schema, texts)
        analysis.findings += settle(claim for text in texts for claim in self.claims(text, schema))
        return analysis

    def in_text(self, text: SqlText, schema: Schema) -> Iterator[Finding]:
        """Yield what is found in one text alone, given what is known of the tables."""
        text.schema = schema
        text.migrates = migrates(text)
        for statement in text.statements:
            try:
                yield from self._in_statement(statement)
            except RecursionError:
                yield _too_deep(statement)
        for script_rule in self._script_rules:
            if _applies(script_rule, text):
                yield from script_rule.check(text)

    def in_schema(self, schema: Schema, texts: Iterable[SqlText]) -> Iterator[Finding]:
        """Yield what is wrong with the tables of a run, where rules are for the text that declares them.

        `texts` are those that the schema was built from; a table of a live database stands in none.
        """
        owners = Owners(schema, texts)
        for rule in self._schema_rules:
            yield from (owners.attach(finding) for finding in rule.check(schema) if owners.is_judged(finding))

    def claims(self, text: SqlText, schema: Schema) -> Iterator[Claim[Finding]]:
        """Yield what the statements of one text claim of all; `settle` tells what is found in the end."""
        text.schema = schema
        for rule in self.workload_rules:
            try:
                for claim in rule.claims(text) if _applies(rule, text) else ():
                    yield replace(claim, key=f"{rule.code} {claim.key}", lasting=not rule.ordered)
            except RecursionError:
                longest = max(text.statements, key=lambda statement: len(statement.tokens))
                yield Claim(f"{UNPARSED.code} {text.source.name}", _too_deep(longest))

    def in_data(self, samples: Iterable["TableSample"]) -> Iterator[Finding]:
        """Yield what is wrong with the rows of tables in a live database."""
        rules = [rule for rule in self.rules if isinstance(rule, DataRule)]
        for sample in samples if rules else ():
            for rule in rules:
                yield from rule.check(sample)

    def _in_statement(self, statement: Statement) -> Iterator[Finding]:
        if statement.reading is Reading.UNPARSED:
            yield UNPARSED.finding(statement, statement.tokens[0], f"not understood: {statement.problem}")
        elif statement.tree is not None:
            yield from self._in_tree(statement)
        for rule in self._pattern_rules_for(statement.text):
            if not rule.starts or statement.words[0] in rule.starts:
                yield from rule.check(statement)

    def _pattern_rules_for(self, text: SqlText) -> tuple[PatternRule, ...]:
        way = (text.dialect, text.migrates)
        if way not in self._patterns:
            self._patterns[way] = tuple(rule for rule in self._pattern_rules if _applies(rule, text))
        return self._patterns[way]

    def _in_tree(self, statement: Statement) -> Iterator[Finding]:
        text = statement.text
        rules_of = self._nodes.setdefault((text.dialect, text.migrates), {})
        for node in statement.nodes:
            kind = type(node)
            rules = rules_of.get(kind)
            if rules is None:
                rules = rules_of[kind] = tuple(rule for rule in self._node_rules if _looks_at(rule, kind, text))
            for rule in rules:
                yield from rule.check(node, statement)


def _too_deep(statement: Statement) -> Finding:
    """Return the finding for a statement that a rule gave up, so that those behind it did not look into it either."""
    return UNPARSED.finding(statement, statement.tokens[0], "nested too deep to be looked into by all rules")


def _looks_at(rule: NodeRule, kind: type[exp.Expr], text: SqlText) -> bool:
    return issubclass(kind, rule.nodes) and _applies(rule, text)


def _applies(rule: Rule, text: SqlText) -> bool:
    return rule.is_for(text.dialect, migration=rule.everywhere or text.migrates)
