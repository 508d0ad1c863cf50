"""Names and questions come apart into the same stems."""

import pytest

from weft.analyzers.text_to_sql.linking.words import stem, tokens_of, words_of_name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("birth_date", ("birth", "date")),
        ("birthDate", ("birth", "date")),
        ("Birth Date", ("birth", "date")),
        ("XMLFile", ("xml", "file")),
        ("address2", ("address", "2")),
        ("Free Meal Count (K-12)", ("free", "meal", "count", "k", "12")),
        ("Straße_Größe", ("straße", "größe")),
        ("__", ()),
    ],
)
def test_names_come_apart(name: str, words: tuple[str, ...]) -> None:
    assert words_of_name(name) == words


@pytest.mark.parametrize(
    ("word", "expected"),
    [("cities", "city"), ("boxes", "box"), ("singers", "singer"), ("class", "class")],
)
def test_plurals_lose_their_ending(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_tokens_know_their_places() -> None:
    question = "Singers' names aged 1,000.5 or 'older'?"
    tokens = tokens_of(question)
    expected = ["singer", "'", "name", "aged", "1,000.5", "or", "'", "older", "'", "?"]
    assert [token.stem for token in tokens] == expected
    assert all(question[token.start : token.end] == token.text for token in tokens)
