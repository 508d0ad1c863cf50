"""Puts signs in the place of words that tell of one database only, so that models learn what holds for all."""

from ..linking.link import COMMON, SchemaIndex
from ..linking.quotes import QUOTED
from ..question import Question

TABLE, COLUMN, NUMBER, NAME, VALUE = "#table", "#column", "#number", "#name", "#value"


def masked_words(question: Question, index: SchemaIndex) -> list[str]:
    """Return the stems of a question, those that name tables, columns, numbers, names and quoted values as signs."""
    quoted = [match.span() for match in QUOTED.finditer(question.text)]
    words: list[str] = []
    for token in question.tokens:
        start = next((start for start, end in quoted if start <= token.start < end), None)
        if start is None:
            words.append(_masked(token.text, token.stem, index, is_first=not words))
        elif token.start == start:
            words.append(VALUE)
    return words


def _masked(text: str, stem: str, index: SchemaIndex, *, is_first: bool) -> str:
    if stem in COMMON:
        return stem
    if stem[0].isdigit():
        return NUMBER
    if stem in index.tables_of:
        return TABLE
    if stem in index.columns_of:
        return COLUMN
    return NAME if text[0].isupper() and not is_first else stem
