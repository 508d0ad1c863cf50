"""What a query takes up of a question: the values and the words that it must not leave out unnoticed."""

from collections.abc import Iterator

import sqlglot
from sqlglot import exp

from ..linking.words import stems_of, tokens_of, words_of_name
from .records import Scope

# What questions to any database are made of; other words are about something.
_USUAL_WORDS = frozenset(
    stems_of(
        "a about above across after all alphabetical alphabetically also altogether among amount an and any are"
        " as ascending at average be been before begin beginning being below between both but by can come common"
        " contain corresponding count date day decreasing descending detail did different distinct do does down"
        " each earliest either end ending entry equal ever every exactly exceed except exist existing few fewer"
        " fewest find first following for found from get give given great greater greatest had has have having her"
        " high higher highest his how i in include increasing info information into is it item its kind know large"
        " larger largest last latest least less like list listed long longer longest low lower lowest many max"
        " maximum me mean min minimum month more most much my name named neither never no nor not number of old"
        " older oldest on one only or order ordered other our out over overall own part per please present"
        " respective respectively return say see sell share short shorter shortest show showed small smaller"
        " smallest some sort sorted start starting sum tell than that the their them there these they thing this"
        " those through time to together top total type under unique up us use used using value want was we were"
        " what when where whether which who whom whose will with within without would year you young younger"
        " youngest"
    )
)
_SAME_LETTERS = 5  # at the beginning, where two words are taken for forms of one


def values_said(question: str, scope: Scope) -> Iterator[str]:
    """Yield the declared values that a question says, in their spelling and lower case; names of columns are none."""
    words = f" {' '.join(stems_of(question))} "
    names = {stems_of(name) for name in _names(scope)}
    for table in scope.tables:
        for column in table.columns:
            for choice in column.choices:
                stems = stems_of(choice)
                if stems and stems not in names and f" {' '.join(stems)} " in words:
                    yield choice.lower()


def values_in(sql: str, dialect: str) -> set[str]:
    """Return the values that a query compares with, in lower case."""
    literals = sqlglot.parse_one(sql, read=dialect).find_all(exp.Literal)
    return {str(literal.this).strip("%").lower() for literal in literals}


def words_left_out(question: str, sql: str, dialect: str, scope: Scope) -> tuple[str, ...]:
    """Return the words of a question that neither name anything here, nor are values in the query, nor usual."""
    known = set(_USUAL_WORDS)
    for name in _names(scope):
        known |= {*stems_of(name), *words_of_name(name)}
    for value in values_in(sql, dialect):
        known |= set(stems_of(value))
    starts = {word[:_SAME_LETTERS] for word in known if len(word) >= _SAME_LETTERS}
    tokens = [token for token in tokens_of(question) if token.text[0].isalnum()]
    left = [token.text for token in tokens if token.stem not in known and token.stem[:_SAME_LETTERS] not in starts]
    return tuple(dict.fromkeys(left))


def _names(scope: Scope) -> Iterator[str]:
    """Yield the names and labels of all that may be asked about."""
    for table in scope.tables:
        yield from (table.name.replace("_", " "), table.label)
        for column in table.columns:
            yield from (column.name.replace("_", " "), column.label)
