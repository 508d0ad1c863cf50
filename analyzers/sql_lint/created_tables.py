"""Finds the tables that the statements of a text make, by their words."""

from collections.abc import Iterable, Iterator

# What may stand between CREATE and the kind of thing that has rows.
_BEFORE_KIND = frozenset(
    {
        *("COLUMN", "EXISTS", "EXTERNAL", "FOREIGN", "GLOBAL", "IF", "LOCAL", "MATERIALIZED", "MULTISET", "NOT", "OR"),
        *("REPLACE", "ROW", "TABLE", "TEMP", "TEMPORARY", "TRANSIENT", "UNLOGGED", "VIEW", "VIRTUAL", "VOLATILE"),
    }
)


def created_tables(statements: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """Return the tables and materialized views that statements make, given their words, in lower case.

    They are named without their schema; a table that is renamed is known by both names.
    """
    made: set[str] = set()
    for words in statements:
        if words[0] == "CREATE":
            made.update(_created_name(words))
        elif words[:2] == ("ALTER", "TABLE") and words[-3:-1] == ("RENAME", "TO") and words[-4].lower() in made:
            made.add(words[-1].lower())
    return frozenset(made)


def _created_name(words: tuple[str, ...]) -> Iterator[str]:
    """Yield the name of the table or materialized view that a CREATE makes, without its schema."""
    number = next((number for number, word in enumerate(words) if number and word not in _BEFORE_KIND), 0)
    if {"TABLE", "MATERIALIZED"} & set(words[1:number]):
        while words[number + 1 : number + 2] == (".",):
            number += 2
        yield from (word.lower() for word in words[number : number + 1])
