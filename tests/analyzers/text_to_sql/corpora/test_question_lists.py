"""Lists of questions in every way that people write them down, and what is wrong with a list."""

import pytest

from weft.analyzers.text_to_sql.corpora.question_lists import Listed, UnusableQuestions, read_questions

_ONE = Listed("q1", "How many?", "a.sqlite", "all of them")
_TWO = Listed("2", "Who?")


@pytest.mark.parametrize(
    "text",
    [
        '{"id": "q1", "question": "How many?", "db": "a.sqlite", "evidence": "all of them"}\n\n{"question": "Who?"}\n',
        '[{"question_id": "q1", "question": " How many?", "db_id": "a.sqlite", "evidence": "all of them", "SQL": ""},'
        ' {"id": 2, "question": "Who?", "evidence": null}]',
        "id\tquestion\tdatabase\tevidence\r\nq1\tHow many?\ta.sqlite\tall of them\r\n\tWho?\r\n",
    ],
    ids=["a line each", "a list", "a table"],
)
def test_questions_are_read_with_what_belongs_to_them(text: str) -> None:
    assert read_questions(text.encode()) == (_ONE, _TWO)


def test_plain_lines_are_questions() -> None:
    assert read_questions("\ufeffHow many?\n\n  Who?  \n".encode()) == (Listed("1", "How many?"), Listed("2", "Who?"))


def test_other_ends_of_lines_stay_in_a_question() -> None:
    (found,) = read_questions('{"question": "one\u2028two"}'.encode())
    assert found.text == "one\u2028two"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "there are no questions"),
        (b"[]", "there are no questions"),
        (b"\xff\xfe", "byte 0 is not UTF-8"),
        (b'{"question": "a"}\n{"question": 3}', "line 2: Expected `str`, got `int`"),
        (b'{"question": "a"}\n{"text": "b"}', "line 2: Object missing required field `question`"),
        (b'[{"question": "a"}, {}]', "Object missing required field `question` - at `$[1]`"),
        (b'[{"question": "a"', "Input data was truncated"),
        (b'{"question": " "}', "line 1: the question is empty"),
        (b'{"question": "a", "id": 1}\n{"question": "b", "id": "1"}', "two questions have the id '1'"),
        (b"id\tquestion\nq1\t\n", "line 2: the question is empty"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(content: bytes, message: str) -> None:
    with pytest.raises(UnusableQuestions) as caught:
        read_questions(content)
    assert message in str(caught.value)
