"""SQL241: row level security that is switched off."""

from collections.abc import Iterator

from ..alterations import POSTGRES, alterations
from ..rule import Finding, Impact, PatternRule
from ..sql_text import Statement


class RowSecurityOff(PatternRule):
    """Row level security of a table is switched off, and with it every policy that guards its rows.

    Everybody with a right to the table sees and changes all rows from then on.

    Bad:
        ALTER TABLE orders DISABLE ROW LEVEL SECURITY
    Good:
        ALTER TABLE orders ENABLE ROW LEVEL SECURITY
        ---
        ALTER TABLE orders DISABLE TRIGGER ALL
    """

    code = "SQL241"
    name = "row-security-off"
    dialects = POSTGRES
    starts = ("ALTER",)
    impact = Impact(integrity=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each table that stood before this text and loses its guard."""
        for _, action in alterations(statement):
            place = action.find("DISABLE", "ROW", "LEVEL", "SECURITY")
            if place:
                message = "no policy guards the rows of this table any more"
                yield self.finding(statement, place, message, "a policy for those who need more rows")
