"""Reads an ALTER TABLE by its words, as the parser leaves many of them as they are: its table and its actions."""

from collections.abc import Iterator

from msgspec import Struct

from .sql_text import Statement, TokenRange

POSTGRES = frozenset({"postgres", "postgresql"})

_BEFORE_NAME = frozenset({"IF", "EXISTS", "ONLY"})
_KINDS = frozenset({"PRIMARY KEY", "UNIQUE", "FOREIGN KEY", "CHECK", "EXCLUDE"})
_NO_COLUMNS = _KINDS | {"CONSTRAINT", "DEFAULT", "FULLTEXT", "INDEX", "PARTITION", "PERIOD", "PROJECTION", "SPATIAL"}
_NO_COLUMNS_OF = {"mysql": frozenset({"KEY"}), "mariadb": frozenset({"KEY"})}
_VERBS = frozenset({"ADD", "ALTER", "CHANGE", "DROP", "MODIFY"})
_BEFORE_COLUMN = frozenset({"COLUMN", "IF", "NOT", "EXISTS"})
_BRACKETS = frozenset({"(", "[", "{"})


class Action(Struct, frozen=True):
    """One action of an ALTER TABLE. `numbers` are its tokens outside of brackets, `words` what they say."""

    statement: Statement
    place: TokenRange
    numbers: tuple[int, ...]
    words: tuple[str, ...]

    def find(self, *words: str) -> TokenRange | None:
        """Return where these words stand side by side outside of brackets."""
        for first in range(len(self.words) + 1 - len(words)):
            if self.words[first : first + len(words)] == words:
                return TokenRange(self.numbers[first], self.numbers[first + len(words) - 1])
        return None

    def says(self, *words: str) -> bool:
        """Say whether these words stand side by side outside of brackets."""
        return self.find(*words) is not None

    @property
    def column(self) -> int | None:
        """Return the number of the token that names the column which ADD, ALTER, MODIFY, CHANGE or DROP is about."""
        if not self.words or self.words[0] not in _VERBS:
            return None
        named = self.words[1:2] == ("COLUMN",)
        none = _NO_COLUMNS | _NO_COLUMNS_OF.get(self.statement.dialect, frozenset())
        for number, word in zip(self.numbers[1:], self.words[1:], strict=True):
            if word not in _BEFORE_COLUMN:
                return None if word in none and not named else number
        return None

    @property
    def kind(self) -> str:
        """Return the kind of the constraint that is added as such, not with a column; nothing for other actions."""
        rest = self.words[1:]
        if self.words[:1] != ("ADD",):
            return ""
        if rest[:1] == ("CONSTRAINT",):
            rest = rest[2:]
        return rest[0] if rest and rest[0] in _KINDS else ""

    @property
    def constraint(self) -> str:
        """Return the name behind CONSTRAINT as it is written; nothing where there is none."""
        place = self.find("CONSTRAINT")
        if place is None:
            return ""
        names = [number for number in self.numbers if number > place.last and not self._skips(number)]
        return self.statement.text_of(TokenRange(names[0], names[0])) if names else ""

    @property
    def constraint_key(self) -> str:
        """Return the name behind CONSTRAINT as it is compared: in lower case, without quotes."""
        return self.constraint.strip('"').lower()

    def _skips(self, number: int) -> bool:
        return self.statement.words[number] in {"IF", "EXISTS"}


class Alteration(Struct, frozen=True):
    """An ALTER TABLE: the name of its table without the schema, where that name stands, and its actions."""

    statement: Statement
    table: str
    target: TokenRange
    actions: tuple[Action, ...]

    @property
    def head(self) -> str:
        """Return the statement up to the name of its table, as it is written."""
        return self.statement.text_of(TokenRange(0, self.target.last))

    @property
    def target_text(self) -> str:
        """Return the name of the table as it is written, schema included."""
        return self.statement.text_of(self.target)

    @property
    def is_new(self) -> bool:
        """Say whether the same file creates the table, so that it is empty and nobody waits for it."""
        return self.statement.text.creates(self.table)


def alteration_of(statement: Statement) -> Alteration | None:
    """Return what an ALTER TABLE does; None for any other statement."""
    words = statement.words
    if words[:2] != ("ALTER", "TABLE"):
        return None
    first = 2
    while first < len(words) and words[first] in _BEFORE_NAME:
        first += 1
    last = first
    while words[last + 1 : last + 2] == (".",):
        last += 2
    if last >= len(words):
        return None
    actions = tuple(_actions(statement, last + 1))
    return Alteration(statement, statement.tokens[last].text, TokenRange(first, last), actions)


def alterations(statement: Statement) -> Iterator[tuple[Alteration, Action]]:
    """Yield each action of an ALTER TABLE on a table that stood before its file."""
    found = alteration_of(statement)
    if found and not found.is_new:
        yield from ((found, action) for action in found.actions)


def gives_name(statement: Statement, table: str) -> bool:
    """Say whether the text of a statement gives this name to a table, one that it creates or one that it renames."""
    renamed = (other.words[-1] for other in statement.text.statements if "RENAME" in other.words)
    return statement.text.creates(table) or table.lower() in map(str.lower, renamed)


def short_name(*parts: str) -> str:
    """Return a name made of other names, no longer than PostgreSQL takes; quoted where one of them is."""
    bare = "_".join(part.strip('"').split(".")[-1].strip('"') for part in parts)[:63]
    return f'"{bare}"' if any('"' in part for part in parts) else bare


def _actions(statement: Statement, number: int) -> Iterator[Action]:
    """Yield what stands between the commas outside of brackets; Oracle has brackets around several columns.

    In SQL Server ADD and DROP COLUMN hold for all that follows.
    """
    before: tuple[int, ...] = ()
    for first, last, outer in _parts(statement, number, len(statement.tokens) - 1):
        inner = statement.row.partners.get(outer[0] + 1) if outer else None
        if inner and statement.words[outer[0] + 1] == "(" and statement.words[outer[0]] in _VERBS:
            for start, end, numbers in _parts(statement, outer[0] + 2, inner - 1):
                yield _action(statement, start, end, (outer[0], *numbers))
        elif statement.dialect == "tsql":
            outer = _completed(statement, outer, before)
            before = outer[:2] if statement.words[outer[0]] == "DROP" else outer[:1]
            yield _action(statement, first, last, outer)
        else:
            yield _action(statement, first, last, outer)


def _parts(statement: Statement, number: int, end: int) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Yield the first and the last token of each part between commas, with those of its tokens outside of brackets."""
    first, outer = number, list[int]()
    while number <= end:
        word = statement.words[number]
        if word == "," and outer:
            yield first, number - 1, tuple(outer)
            first, outer = number + 1, []
        elif word in _BRACKETS:
            number = statement.row.partners.get(number, number)
        else:
            outer.append(number)
        number += 1
    if outer:
        yield first, end, tuple(outer)


def _completed(statement: Statement, outer: tuple[int, ...], before: tuple[int, ...]) -> tuple[int, ...]:
    """Return the tokens of an action of SQL Server with the verb it shares with the one before, without WITH CHECK."""
    words = tuple(statement.words[number] for number in outer[:2])
    if words[:1] == ("WITH",) and len(outer) > 2:
        return outer[2:]
    if not before or words[0] in {"ADD", "ALTER", "DROP"}:
        return outer
    return (*(before[:1] if words[0] in {"COLUMN", "CONSTRAINT"} else before), *outer)


def _action(statement: Statement, first: int, last: int, outer: tuple[int, ...]) -> Action:
    return Action(statement, TokenRange(first, last), outer, tuple(statement.words[number] for number in outer))
