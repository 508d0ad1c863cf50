"""SQL235: a policy of row level security that lets everyone change every row."""

from collections.abc import Iterator

from ..rule import Finding, Impact, SchemaRule
from ..schema import Policy, Schema


class OpenPolicy(SchemaRule):
    """A policy lets rows be changed on a condition that is always true, so that it guards none of them.

    For reading that can be meant, for writing it hardly ever is. A single such policy lifts all others, as one that
    lets a row pass is enough.

    Bad:
        CREATE TABLE orders (id bigint PRIMARY KEY, owner text);
        ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
        CREATE POLICY anyone ON orders FOR UPDATE USING (true);
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, owner text);
        ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
        CREATE POLICY anyone ON orders USING (1 = 1);
    Good:
        CREATE TABLE orders (id bigint PRIMARY KEY, owner text);
        ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
        CREATE POLICY readable ON orders FOR SELECT USING (true);
        CREATE POLICY own ON orders FOR UPDATE USING (owner = current_user);
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, owner text);
        ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
        CREATE POLICY service ON orders FOR ALL TO service_role USING (true);
    """

    code = "SQL235"
    name = "open-policy"
    dialects = frozenset({"postgres", "postgresql"})
    impact = Impact(integrity=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each policy that lets everyone write."""
        for table in schema:
            for policy in table.policies:
                if policy.permissive and policy.command.upper() != "SELECT" and _is_open(policy):
                    message = f"this policy lets everyone change every row of {table.name}"
                    yield from self.at(policy.origin, message, "a condition on the row")


def _is_open(policy: Policy) -> bool:
    """Say whether the conditions are always true, and not only for a role that is named."""
    conditions = {
        "".join(condition.split()).strip("()").lower() for condition in (policy.using, policy.check) if condition
    }
    return (
        bool(conditions)
        and conditions <= {"true", "1=1"}
        and not set(policy.roles) - {"public", "anon", "authenticated"}
    )
