"""SQL169: a right that is given to everyone, or every right there is."""

from collections.abc import Iterator

from ..rule import Finding, Grade, Impact, PatternRule
from ..sql_text import Statement

# Logins that have every right as it is.
_OWNERS = frozenset({"POSTGRES", "ROOT", "DBO", "SA", "SYSTEM"})


class BroadGrant(PatternRule):
    """A right is given to PUBLIC, that is to every login there is and will be, or all rights are given at once.

    A login that can do everything turns each leak of its password, and each hole in its program, into the loss of all
    data. Name the rights and the role that needs them.

    Bad:
        GRANT SELECT ON customers TO PUBLIC
        ---
        GRANT ALL PRIVILEGES ON shop.* TO shop_web
        ---
        GRANT ALL ON customers TO shop_web
    Good:
        GRANT SELECT, INSERT ON customers TO shop_web
        ---
        GRANT SELECT ON ALL TABLES IN SCHEMA shop TO shop_report
        ---
        GRANT USAGE ON SCHEMA shop TO PUBLIC
        ---
        REVOKE ALL ON customers FROM PUBLIC
        ---
        GRANT ALL ON SCHEMA public TO postgres
    """

    code = "SQL169"
    name = "broad-grant"
    grade = Grade.SUGGESTION
    starts = ("GRANT", "ALTER")
    impact = Impact(integrity=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a right goes to everyone, or every right to someone."""
        words = statement.words
        start = words.index("GRANT") if "GRANT" in words else len(words)
        rights = words[start + 1 : start + 2]
        public = next(
            (place for place in statement.find_words("PUBLIC") if words[place.first - 1] in {"TO", ","}), None
        )
        every = rights == ("ALL",) or (rights == ("DBA",) and statement.dialect == "oracle")
        if every and words[-1] not in _OWNERS:
            yield self.finding(
                statement, statement.tokens[start + 1], "this gives every right there is", "name the rights"
            )
        elif public and "TO" in words[: public.first] and rights not in {("USAGE",), ()}:
            message = "this gives the right to every login there is and will be"
            yield self.finding(statement, public, message, "the role that needs it")
