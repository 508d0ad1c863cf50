"""SQL148: a domain that carries a constraint."""

from collections.abc import Iterator

from ..alterations import POSTGRES
from ..rule import Finding, Impact, PatternRule
from ..sql_text import Statement


class ConstrainedDomain(PatternRule):
    """A constraint of a domain holds for every column of the domain in every table, and is hard to change.

    To add one, PostgreSQL reads all those tables under locks; NOT NULL in a domain is not even kept in outer joins.
    A CHECK on the column does the same for one table.

    Bad:
        CREATE DOMAIN price AS numeric(12, 2) CHECK (value > 0)
        ---
        ALTER DOMAIN price ADD CONSTRAINT positive CHECK (value > 0)
    Good:
        CREATE DOMAIN price AS numeric(12, 2)
        ---
        ALTER DOMAIN price DROP CONSTRAINT positive
        ---
        ALTER DOMAIN price ADD CONSTRAINT positive CHECK (value > 0) NOT VALID
    """

    code = "SQL148"
    name = "constrained-domain"
    dialects = POSTGRES
    migration = True
    everywhere = True
    starts = ("CREATE", "ALTER")
    impact = Impact(write=1.5, maintainability=2)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each constraint that a domain is given."""
        created = statement.starts_with("CREATE", "DOMAIN")
        added = statement.starts_with("ALTER", "DOMAIN") and any(statement.find_words("ADD"))
        if not created and (not added or any(statement.find_words("NOT", "VALID"))):
            return
        for words in (("CHECK", "("), ("NOT", "NULL")):
            place = next(statement.find_words(*words), None)
            if place and (created or words[0] == "CHECK"):
                message = "this constraint holds in every table that uses the domain, and each is read to change it"
                yield self.finding(statement, statement.tokens[place.first], message, "a CHECK on the column")
                return
