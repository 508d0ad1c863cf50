"""SQL023: a constraint that was never held against the rows."""

from collections.abc import Iterator

from ..claims import Claim
from ..rule import Finding, Grade, Impact, WorkloadRule
from ..schema_builder import upward
from ..sql_text import SqlText, Statement, TokenRange


class ConstraintNotValid(WorkloadRule):
    """A constraint that is added NOT VALID and never validated does not hold for the rows that were there before.

    `NOT VALID` is the right first step, as it needs no long lock; `ALTER TABLE … VALIDATE CONSTRAINT` is the second.
    Until then the planner does not trust the constraint, and neither can a reader.

    Bad:
        ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID
        ---
        ALTER TABLE orders ADD CONSTRAINT customer FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID
    Good:
        ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;
        ALTER TABLE orders VALIDATE CONSTRAINT positive;
        ---
        ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0)
    """

    code = "SQL023"
    name = "constraint-not-valid"
    dialects = frozenset({"postgres", "postgresql"})
    grade = Grade.SUGGESTION
    ordered = True
    impact = Impact(read=1.1, integrity=1)

    def claims(self, text: SqlText) -> Iterator[Claim[Finding]]:
        """Yield a finding for each constraint that is added NOT VALID; validating or dropping it objects."""
        for statement in upward(text):
            if statement.words[0] == "ALTER":
                yield from (Claim(name, self._found(statement, place)) for name, place in _added(statement))
                for name in _named(statement, "VALIDATE", "CONSTRAINT") + _named(statement, "DROP", "CONSTRAINT"):
                    yield Claim(name)

    def _found(self, statement: Statement, place: TokenRange) -> Finding:
        message = "no one has held this constraint against the rows that were there before"
        return self.finding(statement, place, message, "ALTER TABLE … VALIDATE CONSTRAINT, in a later migration")


def _added(statement: Statement) -> Iterator[tuple[str, TokenRange]]:
    """Yield what is added NOT VALID, by its name or, where it has none, its place."""
    names = _named(statement, "ADD", "CONSTRAINT")
    for number, place in enumerate(statement.find_words("NOT", "VALID")):
        name = names[number] if number < len(names) else f"{statement.text.source.name}:{statement.start}:{number}"
        yield name, place


def _named(statement: Statement, *words: str) -> list[str]:
    """Return the names behind these words, in lower case."""
    tokens = statement.tokens
    numbers = [place.last + 1 for place in statement.find_words(*words)]
    numbers = [number + 2 * (statement.words[number : number + 1] == ("IF",)) for number in numbers]
    return [tokens[number].text.lower() for number in numbers if number < len(tokens)]
