"""SQL235: a policy of row level security that lets everyone change every row."""

from collections.abc import Iterator

from ..alterations import POSTGRES
from ..rule import Finding, Impact, PatternRule
from ..schema import Policy
from ..schema_words import read_policy
from ..sql_text import Statement


class OpenPolicy(PatternRule):
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
    dialects = POSTGRES
    starts = ("CREATE",)
    impact = Impact(integrity=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each policy that lets everyone write."""
        if statement.words[1:2] != ("POLICY",):
            return
        policy = read_policy(statement)
        if policy.permissive and policy.command.upper() != "SELECT" and _is_open(policy):
            message = "this policy lets everyone change every row"
            yield self.finding(statement, statement.tokens[2], message, "a condition on the row")


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
