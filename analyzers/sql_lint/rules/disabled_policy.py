"""SQL170: a policy of row level security on a table that has it switched off."""

from collections.abc import Iterator

from ..rule import Finding, Impact, SchemaRule
from ..schema import Schema


class DisabledPolicy(SchemaRule):
    """A policy stands on a table whose row level security is not switched on, so that it guards nothing.

    Everybody with a right to the table sees all rows. ALTER TABLE … ENABLE ROW LEVEL SECURITY puts it in force.

    Bad:
        CREATE TABLE orders (id bigint PRIMARY KEY, owner text);
        CREATE POLICY own ON orders USING (owner = current_user);
    Good:
        CREATE TABLE orders (id bigint PRIMARY KEY, owner text);
        ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON orders USING (owner = current_user);
    """

    code = "SQL170"
    name = "disabled-policy"
    dialects = frozenset({"postgres", "postgresql"})
    impact = Impact(integrity=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each policy that is not in force."""
        for table in schema:
            for policy in table.policies if not table.row_level_security and table.origin else ():
                message = f"this policy guards nothing, as {table.name} has row level security switched off"
                yield from self.at(policy.origin, message, "ALTER TABLE … ENABLE ROW LEVEL SECURITY")
