"""Finds the text and the statement that a part of a schema is declared in."""

from bisect import bisect_right
from collections.abc import Iterable

from msgspec.structs import replace

from .rule import Finding
from .schema import Schema
from .sql_text import SqlText, Statement


class Owners:
    """Knows where findings about a schema stand, so that they can be judged and allowed there like any others."""

    def __init__(self, schema: Schema, texts: Iterable[SqlText]) -> None:
        """Take the tables of a run and the texts that declare them."""
        self._texts: dict[str, list[SqlText]] = {}
        for text in texts:
            self._texts.setdefault(text.source.name, []).append(text)
        self._live = {table.origin.source.name: table.dialect for table in schema if table.origin}
        self._statements: dict[str, list[Statement]] = {}

    def is_judged(self, finding: Finding) -> bool:
        """Say whether the rule of a finding is for the text it stands in, or for the product of a live table."""
        name = finding.span.source.name
        text = next(iter(self._texts.get(name, ())), None)
        if text:
            return finding.rule.is_for(text.dialect, migration=finding.rule.everywhere or text.migrates)
        return finding.rule.is_for(self._live.get(name, ""), migration=False)

    def attach(self, finding: Finding) -> Finding:
        """Return a finding with its statement; what stands in a live database has none."""
        statements = self._in(finding.span.source.name)
        number = bisect_right(statements, finding.span.start, key=lambda statement: statement.start) - 1
        return replace(finding, statement=statements[number]) if number >= 0 else finding

    def _in(self, name: str) -> list[Statement]:
        """Return the statements of a source in their order."""
        if name not in self._statements:
            found = (statement for text in self._texts.get(name, ()) for statement in text.statements)
            self._statements[name] = sorted(found, key=lambda statement: statement.start)
        return self._statements[name]
