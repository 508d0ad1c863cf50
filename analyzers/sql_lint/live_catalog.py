"""Adds to live tables what only the catalogue of PostgreSQL tells: partitions, inheritance and policies."""

from .connection import Connection
from .schema import Policy, Schema, Table

_TABLES = """
SELECT n.nspname, c.relname, c.relrowsecurity, c.relispartition, p.relname, pn.nspname
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_inherits AS i ON i.inhrelid = c.oid
LEFT JOIN pg_class AS p ON p.oid = i.inhparent
LEFT JOIN pg_namespace AS pn ON pn.oid = p.relnamespace
WHERE c.relkind IN ('r', 'p') ORDER BY n.nspname, c.relname, i.inhseqno
"""
_POLICIES = """
SELECT schemaname, tablename, policyname, cmd, array_to_string(roles, ' '), qual, with_check, permissive
FROM pg_policies ORDER BY schemaname, tablename, policyname
"""


def add_catalog(schema: Schema, connection: Connection, usual: str) -> None:
    """Add to the tables of a PostgreSQL database; `usual` is the schema that is meant where none is named."""

    def known(space: str, name: str) -> Table | None:
        return schema.table(name, "" if space == usual else space)

    for space, name, guarded, is_partition, parent, parent_space in connection.rows(_TABLES):
        table, above = known(space, name), known(parent_space, parent) if parent else None
        if table:
            table.row_level_security = guarded
            _inherit(table, parent, above, is_partition=is_partition)
    for space, name, policy, command, roles, using, check, permissive in connection.rows(_POLICIES):
        table = known(space, name)
        if table:
            granted = tuple(roles.lower().split())
            is_permissive = permissive == "PERMISSIVE"
            table.policies.append(Policy(policy, command, granted, using or "", check or "", is_permissive))


def _inherit(table: Table, parent: str | None, above: Table | None, *, is_partition: bool) -> None:
    if parent and is_partition:
        table.partition_of = parent
    elif parent:
        table.parents += (parent,)
    if above:
        above.partitioned = True
