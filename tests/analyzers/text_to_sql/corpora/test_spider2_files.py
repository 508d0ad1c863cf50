"""Tables and questions of Spider 2.0 are read, and what is none is refused."""

import pytest

from weft.analyzers.text_to_sql.corpora.spider2_files import NotSpider2, read_questions, read_table
from weft.analyzers.text_to_sql.schema.schema import Column

TABLE = b"""{"table_name": "visit", "table_fullname": "lake.shop.visit", "column_names": ["device", "at"],
"column_types": ["STRING"], "description": [null, "when it was"], "sample_rows": [{"device": NaN}]}"""


def test_a_table_is_called_as_queries_call_it() -> None:
    table = read_table(TABLE)
    assert (table.name, table.label) == ("lake.shop.visit", "visit")
    assert table.columns == (Column("device", "STRING"), Column("at", "", description="when it was"))


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000, TABLE.replace(b'"device", "at"', b"1")]
)
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(NotSpider2):
        read_table(content)


def test_questions_have_no_sql() -> None:
    (example,) = read_questions(b'{"instance_id": "bq001", "db": "ga360", "question": "Who?", "temporal": "Yes"}\n\n')
    assert (example.id, example.database, example.text, example.sql) == ("bq001", "ga360", "Who?", "")
    with pytest.raises(NotSpider2):
        read_questions(b"{}")
