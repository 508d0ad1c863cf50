"""Tells by what a text says whether it migrates a schema that stood before, or builds one."""

from .alterations import Action, alteration_of
from .sql_text import SqlText, Statement

_CHANGES = frozenset({"CHANGE", "DROP", "RENAME"})
_COLUMN_CHANGES = frozenset({"ADD", "ALTER", "MODIFY"})
# What dumps and scripts that build a schema say of columns and keys, often in a file of its own.
_OF_SCRIPTS = (
    *(("AUTO_INCREMENT",), ("SET", "DEFAULT"), ("SET", "STATISTICS"), ("SET", "STORAGE"), ("ADD", "GENERATED")),
    ("IF", "EXISTS"),
)
_BEFORE_INDEX = frozenset({"IF", "EXISTS", "CONCURRENTLY"})


def migrates(text: SqlText) -> bool:
    """Say whether a text is a migration: it changes columns, or the name, of a table that no text of the run creates.

    Keys and indexes alone tell nothing, as scripts that build a schema often add them in a file of their own.
    """
    return text.migration or any(map(_is_change, text.statements))


def _is_change(statement: Statement) -> bool:
    if statement.starts_with("DROP", "INDEX"):
        return not _returns(statement)
    if statement.words[0] in {"EXEC", "EXECUTE"}:
        return "SP_RENAME" in statement.words[:6]
    altered = alteration_of(statement)
    return altered is not None and not altered.is_new and any(map(_changes_table, altered.actions))


def _changes_table(action: Action) -> bool:
    if any(action.says(*words) for words in _OF_SCRIPTS):
        return False
    return action.words[0] in _CHANGES or (action.words[0] in _COLUMN_CHANGES and action.column is not None)


def _returns(statement: Statement) -> bool:
    """Say whether a dropped index is one that the run creates."""
    name = next((word for word in statement.words[2:] if word not in _BEFORE_INDEX), "").upper()
    created = (other.words for other in statement.text.statements if other.words[0] == "CREATE")
    known = (index.name.upper() for table in statement.schema for index in table.indexes)
    return any(name in map(str.upper, words[:8]) for words in created) or name in known
