"""Runs the rules over texts of SQL: one walk a statement, each node shown to the rules that asked for its type."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from sqlglot import exp

from ...diagnostics import Severity
from .data_sample import TableSample
from .migrating import migrates
from .rule import DataRule, Finding, NodeRule, PatternRule, Rule, SchemaRule, ScriptRule, StatementRule, WorkloadRule
from .schema import Schema
from .schema_builder import build_schema
from .sql_text import Reading, SqlText, Statement


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


@dataclass
class Analysis:
    """What a run found, and how many statements it read how far."""

    findings: list[Finding] = field(default_factory=list)
    readings: Counter[Reading] = field(default_factory=Counter)
    schema: Schema = field(default_factory=Schema)


class Linter:
    """A set of rules, sorted by what they look at."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Take the rules to run, each with its options set."""
        self.rules = tuple(rules)
        self._nodes: dict[type[exp.Expr], tuple[NodeRule, ...]] = {}
        self._node_rules = [rule for rule in self.rules if isinstance(rule, NodeRule)]
        self._pattern_rules = [rule for rule in self.rules if isinstance(rule, PatternRule)]
        self._script_rules = [rule for rule in self.rules if isinstance(rule, ScriptRule)]

    def analyze(self, texts: tuple[SqlText, ...]) -> Analysis:
        """Return all findings in texts that belong together; the schema is built from all of them first."""
        schema = build_schema(texts)
        analysis = Analysis(schema=schema)
        for text in texts:
            analysis.findings += self.in_text(text, schema)
            analysis.readings.update(statement.reading for statement in text.statements)
        analysis.findings += self.in_all(texts, schema)
        return analysis

    def in_text(self, text: SqlText, schema: Schema) -> Iterator[Finding]:
        """Yield what is found in one text alone, given what is known of the tables."""
        text.schema = schema
        text.migrates = migrates(text)
        for statement in text.statements:
            if statement.reading is Reading.UNPARSED:
                yield UNPARSED.finding(statement, statement.tokens[0], f"not understood: {statement.problem}")
            elif statement.tree is not None:
                yield from self._in_tree(statement, statement.tree)
            for rule in self._pattern_rules:
                if _applies(rule, text) and (not rule.starts or statement.words[0] in rule.starts):
                    yield from rule.check(statement)
        for script_rule in self._script_rules:
            if _applies(script_rule, text):
                yield from script_rule.check(text)

    def in_all(self, texts: tuple[SqlText, ...], schema: Schema) -> Iterator[Finding]:
        """Yield what only all texts together show: what is wrong with the schema, and with statements held against it.

        Texts whose `schema` is not set yet get it, as rules look there.
        """
        owners = Owners(texts)
        for text in texts:
            text.schema = schema
        for rule in self.rules:
            if isinstance(rule, SchemaRule):
                yield from map(owners.attach, rule.check(schema))
            elif isinstance(rule, WorkloadRule):
                yield from rule.check(schema, texts)

    def in_data(self, samples: Iterable[TableSample]) -> Iterator[Finding]:
        """Yield what is wrong with the rows of tables in a live database."""
        rules = [rule for rule in self.rules if isinstance(rule, DataRule)]
        for sample in samples if rules else ():
            for rule in rules:
                yield from rule.check(sample)

    def _in_tree(self, statement: Statement, tree: exp.Expr) -> Iterator[Finding]:
        rules_of = self._nodes
        for node in tree.walk():
            kind = type(node)
            rules = rules_of.get(kind)
            if rules is None:
                rules = rules_of[kind] = tuple(rule for rule in self._node_rules if issubclass(kind, rule.nodes))
            for rule in rules:
                if _applies(rule, statement.text):
                    yield from rule.check(node, statement)


class Owners:
    """Finds the statement that a place belongs to, so that what is said of a schema can be allowed where it stands."""

    def __init__(self, texts: tuple[SqlText, ...]) -> None:
        """Take the texts of the run."""
        self._texts = {text.source.name: text for text in texts}

    def attach(self, finding: Finding) -> Finding:
        """Return a finding with its statement."""
        text = self._texts.get(finding.span.source.name)
        if finding.statement or text is None:
            return finding
        number = bisect_right([statement.start for statement in text.statements], finding.span.start) - 1
        return replace(finding, statement=text.statements[number])


def _applies(rule: Rule, text: SqlText) -> bool:
    return (not rule.migration or rule.everywhere or text.migrates) and (
        not rule.dialects or text.dialect in rule.dialects
    )
