"""Reads from their words the statements on tables that the parser leaves as they are."""

from collections.abc import Callable

from .schema import ForeignKey, Index, Policy, Schema, Table
from .schema_changes import drop_index
from .schema_declarations import add_foreign_key, add_index
from .sql_text import Statement, TokenRange

_Reader = Callable[[Schema, Statement], bool]


def read_words(schema: Schema, statement: Statement) -> bool:
    """Follow a statement by its words; say whether the table it is about is known or does not matter."""
    words = statement.words
    reader = _READERS.get(words[:2]) or (_create if words[0] == "CREATE" else None)
    return reader(schema, statement) if reader else True


def _alter_table(schema: Schema, statement: Statement) -> bool:
    number = _past(statement, 2, "IF", "EXISTS", "ONLY")
    table, number = _table_at(schema, statement, number)
    if table is None:
        return False
    for place in statement.find_words("ROW", "LEVEL", "SECURITY"):
        if statement.words[place.first - 1] in {"ENABLE", "DISABLE"}:
            table.row_level_security = statement.words[place.first - 1] == "ENABLE"
    for place in statement.find_words("VALIDATE", "CONSTRAINT"):
        _validate(table, _name_at(statement, place.last + 1))
    for place in statement.find_words("USING", "INDEX"):
        _adopt_index(table, statement, place)
    _add_keys(table, statement)
    if not _is_plain(statement, number):
        table.complete = False
    return True


# What may follow the name of a table without adding to its columns, keys or conditions.
_PLAIN_CHANGES = frozenset(
    {
        "ATTACH",
        "CLUSTER",
        "DETACH",
        "DISABLE",
        "ENABLE",
        "FORCE",
        "INHERIT",
        "NO",
        "OWNER",
        "RENAME",
        "REPLICA",
        "RESET",
    }
    | {"SET", "VALIDATE", "CONVERT", "ENGINE", "COMMENT", "MOVE", "LOGGING"}
)


def _is_plain(statement: Statement, number: int) -> bool:
    rest = statement.words[number:]
    return not rest or rest[0] in _PLAIN_CHANGES or "CONSTRAINT" in rest or not _KEY_WORDS.isdisjoint(rest)


_KEY_WORDS = frozenset({"PRIMARY KEY", "FOREIGN KEY", "UNIQUE", "CHECK"})


def _add_keys(table: Table, statement: Statement) -> None:
    """Take in the keys that ADD CONSTRAINT spells out."""
    for kind in ("PRIMARY KEY", "UNIQUE", "FOREIGN KEY"):
        for place in statement.find_words(kind, "("):
            columns, origin = _listed(statement, place.last), statement.span(place)
            named = statement.words[place.first - 2] == "CONSTRAINT"
            name = _name_at(statement, place.first - 1).lower() if named else f"{table.name}_{place.first}"
            if kind == "FOREIGN KEY":
                _add_reference(table, statement, place, ForeignKey(columns, "", name=name, origin=origin))
            elif kind == "UNIQUE":
                table.uniques.append(columns)
                table.key_names[name] = columns
            else:
                table.primary_key, table.primary_key_origin = columns, origin


def _add_reference(table: Table, statement: Statement, place: TokenRange, key: ForeignKey) -> None:
    number = statement.row.partners.get(place.last, place.last) + 1
    if statement.words[number : number + 1] == ("REFERENCES",) and key.columns:
        key.target_schema, key.target, behind = _qualified(statement, number + 1)
        key.target_columns = _listed(statement, behind) if statement.words[behind : behind + 1] == ("(",) else ()
        key.validated = not any(statement.find_words("NOT", "VALID"))
        add_foreign_key(table, key)


def _validate(table: Table, name: str) -> None:
    for key in table.foreign_keys:
        key.validated = key.validated or key.name.lower() == name.lower()


def _adopt_index(table: Table, statement: Statement, place: TokenRange) -> None:
    """Follow ADD CONSTRAINT … PRIMARY KEY or UNIQUE USING INDEX: the index becomes a key."""
    name = _name_at(statement, place.last + 1).lower()
    index = next((index for index in table.indexes if index.name.lower() == name), None)
    if index is None:
        return
    table.indexes.remove(index)
    table.key_names[name] = index.columns
    if statement.words[place.first - 1] == "UNIQUE":
        table.uniques.append(index.columns)
    else:
        table.primary_key, table.primary_key_origin = index.columns, statement.span(place)


def _create(schema: Schema, statement: Statement) -> bool:
    words = statement.words
    head = words[1:5]
    if "POLICY" in head[:1]:
        return _create_policy(schema, statement)
    if "INDEX" in head:
        return _create_index(schema, statement)
    if "TABLE" in head:
        _create_table(schema, statement, words.index("TABLE") + 1)
    return True


def _create_table(schema: Schema, statement: Statement, number: int) -> None:
    """Take in a table of which no more than its name is understood."""
    number = _past(statement, number, "IF", "NOT", "EXISTS")
    qualifier, name, _ = _qualified(statement, number)
    if name and schema.table(name, qualifier) is None:
        origin = statement.span(statement.tokens[number])
        schema.add(Table(name, qualifier, complete=False, dialect=statement.dialect, origin=origin))


def _create_index(schema: Schema, statement: Statement) -> bool:
    """Follow CREATE [FULLTEXT | SPATIAL | BITMAP | …] INDEX name ON table [USING method] (column, …)."""
    words = statement.words
    index, on = words.index("INDEX"), next(statement.find_words("ON"), None)
    if on is None:
        return True
    table, number = _table_at(schema, statement, _past(statement, on.last + 1, "ONLY"))
    if table is None:
        return False
    method = words[index - 1].lower() if words[index - 1] not in {"CREATE", "UNIQUE"} else ""
    if words[number : number + 1] == ("USING",):
        method, number = words[number + 1].lower(), number + 2
    columns = _listed(statement, number)
    name = words[on.first - 1] if on.first - 1 > index else ""
    if columns:
        origin = statement.span(statement.tokens[on.first - 1])
        add_index(table, Index(name.lower(), columns, "UNIQUE" in words[:index], method, items=columns, origin=origin))
        if any(statement.find_words("NULLS", "NOT", "DISTINCT")):
            table.nulls_equal.add(columns)
    return True


def _create_policy(schema: Schema, statement: Statement) -> bool:
    on = next(statement.find_words("ON"), None)
    table = _table_at(schema, statement, on.last + 1)[0] if on else None
    if table is None:
        return False
    table.policies.append(read_policy(statement))
    return True


def read_policy(statement: Statement) -> Policy:
    """Return what a CREATE POLICY says."""
    words = statement.words
    command = next((words[place.last + 1] for place in statement.find_words("FOR") if place.last + 1 < len(words)), "")
    policy = Policy(_name_at(statement, 2), command or "ALL", _roles(statement))
    policy.using, policy.check = _bracketed(statement, "USING"), _bracketed(statement, "CHECK")
    policy.permissive = "RESTRICTIVE" not in words
    policy.origin = statement.span(statement.tokens[min(2, len(words) - 1)])
    return policy


def _drop_policy(schema: Schema, statement: Statement) -> bool:
    on = next(statement.find_words("ON"), None)
    table = _table_at(schema, statement, on.last + 1)[0] if on else None
    if table and on:
        name = _name_at(statement, on.first - 1).lower()
        table.policies = [policy for policy in table.policies if policy.name.lower() != name]
    return True


def _drop_several(schema: Schema, statement: Statement) -> bool:
    """Follow DROP TABLE or INDEX with a list of names, which the parser does not read for indexes."""
    number = _past(statement, 2, "CONCURRENTLY", "IF", "EXISTS")
    while number < len(statement.words):
        qualifier, name, number = _qualified(statement, number)
        if statement.words[1] == "INDEX":
            drop_index(schema, name)
        else:
            schema.drop(schema.table(name, qualifier))
        number = number + 1 if statement.words[number : number + 1] == (",",) else len(statement.words)
    return True


_READERS: dict[tuple[str, ...], _Reader] = {
    ("ALTER", "TABLE"): _alter_table,
    ("DROP", "INDEX"): _drop_several,
    ("DROP", "POLICY"): _drop_policy,
    ("DROP", "TABLE"): _drop_several,
}


def _past(statement: Statement, number: int, *words: str) -> int:
    """Return the number of the first token from `number` on that is none of these words."""
    while number < len(statement.words) and statement.words[number] in words:
        number += 1
    return number


def _name_at(statement: Statement, number: int) -> str:
    return statement.tokens[number].text if number < len(statement.tokens) else ""


def _qualified(statement: Statement, number: int) -> tuple[str, str, int]:
    """Return the schema and the name that stand at a token, and the number of the token behind them."""
    qualifier, name = "", _name_at(statement, number)
    while statement.words[number + 1 : number + 2] == (".",):
        number += 2
        qualifier, name = name, _name_at(statement, number)
    return qualifier, name, number + 1


def _table_at(schema: Schema, statement: Statement, number: int) -> tuple[Table | None, int]:
    qualifier, name, behind = _qualified(statement, number)
    return schema.table(name, qualifier), behind


def _listed(statement: Statement, number: int) -> tuple[str, ...]:
    """Return the names in a bracket that opens at a token; nothing where it holds more than names."""
    closing = statement.row.partners.get(number, number)
    inside = statement.words[number + 1 : closing]
    names = [word.lower() for word in inside if word not in {",", "ASC", "DESC"}]
    return tuple(names) if inside.count(",") == len(names) - 1 else ()


def _bracketed(statement: Statement, word: str) -> str:
    """Return what stands in the bracket behind a word."""
    for place in statement.find_words(word, "("):
        closing = statement.row.partners.get(place.last, place.last)
        if closing > place.last + 1:
            return statement.text_of(TokenRange(place.last + 1, closing - 1))
    return ""


def _roles(statement: Statement) -> tuple[str, ...]:
    to = next(statement.find_words("TO"), None)
    roles: list[str] = []
    for word in statement.words[to.last + 1 :] if to else ():
        if word in {"USING", "WITH"}:
            break
        if word != ",":
            roles.append(word.lower())
    return tuple(roles)
