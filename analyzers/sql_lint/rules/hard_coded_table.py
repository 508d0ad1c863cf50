"""SQL181: tables named outright among those that dbt finds."""

import re
from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Grade, Impact, ScriptRule
from ..sql_text import SqlText, Statement

_REFERS = re.compile(r"\{\{-?\s*(?:ref|source)\s*\(")
_SYSTEM = frozenset({"information_schema", "pg_catalog", "dual", "sys"})


class HardCodedTable(ScriptRule):
    """A model of dbt names a table outright instead of by `ref()` or `source()`.

    dbt does not know that the model depends on it: it may be built too early, in the wrong schema, and is missing from
    the lineage.

    Bad:
        SELECT o.id FROM {{ ref('orders') }} AS o JOIN raw.customers AS c ON c.id = o.customer_id
    Good:
        SELECT o.id FROM {{ ref('orders') }} AS o JOIN {{ source('raw', 'customers') }} AS c ON c.id = o.customer_id
        ---
        WITH recent AS (SELECT id FROM {{ ref('orders') }}) SELECT id FROM recent
        ---
        SELECT o.id FROM orders AS o JOIN raw.customers AS c ON c.id = o.customer_id
    """

    code = "SQL181"
    name = "hard-coded-table"
    grade = Grade.SUGGESTION
    impact = Impact(maintainability=2)

    def check(self, text: SqlText) -> Iterator[Finding]:
        """Yield a finding for each table named outright, in a text that knows of `ref` or `source`."""
        if _REFERS.search(text.content):
            for statement in text.statements:
                yield from self._in_statement(statement)

    def _in_statement(self, statement: Statement) -> Iterator[Finding]:
        tree = statement.tree
        if tree is None:
            return
        known = {cte.alias.lower() for cte in tree.find_all(exp.CTE)}
        known |= {table.alias.lower() for table in tree.find_all(exp.Table) if table.alias}
        for table in tree.find_all(exp.Table):
            if _is_outright(table, known) and "{" not in statement.text_of(table):
                hint = f"{{{{ ref('{table.name}') }}}}, or source() where dbt does not build it"
                yield self.finding(statement, table, f"{table.name} is named outright", hint)


def _is_outright(table: exp.Table, known: set[str]) -> bool:
    """Say whether a table is read by its own name, which is not one that the query itself gives."""
    is_read = isinstance(table.parent, exp.From | exp.Join) and isinstance(table.this, exp.Identifier)
    first = table.catalog or table.db or table.name
    return is_read and first.lower() not in known | _SYSTEM and table.db.lower() not in _SYSTEM and bool(table.db)
