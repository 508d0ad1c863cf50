"""What models are shown of a schema: all that fits, else what the question needs, and it is told what was left out."""

from weft.analyzers.text_to_sql.generation.schema_text import described_tokens
from weft.analyzers.text_to_sql.generation.shown_schema import shown_schema
from weft.analyzers.text_to_sql.question import Question
from weft.analyzers.text_to_sql.schema.schema import Column, Schema, Table

SINGER = Table("singer", (Column("id", "INTEGER"), Column("name", "TEXT"), Column("age", "INTEGER")), ("id",))
OTHERS = tuple(
    Table(f"warehouse_{at}", tuple(Column(f"pallet_{at}_{number}", "INTEGER") for number in range(10)))
    for at in range(20)
)
BIG = Schema("concerts", (*OTHERS, SINGER))
QUESTION = Question("What are the names of the singers older than 30?", BIG)


def test_a_schema_that_fits_is_shown_whole() -> None:
    shown = shown_schema(QUESTION, "sqlite", described_tokens(BIG, "sqlite"))
    assert shown.schema is BIG
    assert shown.note == ""


def test_a_schema_that_is_too_big_is_pruned_to_what_the_question_needs() -> None:
    shown = shown_schema(QUESTION, "sqlite", 100)
    assert described_tokens(shown.schema, "sqlite") <= 100
    singer = shown.schema.table("singer")
    assert singer is not None
    assert {"name", "age"} <= {column.name for column in singer.columns}
    assert shown.note.startswith("the schema is too big for the prompt: ")
    assert "of 203 columns and " in shown.note
    assert "tables were shown, without warehouse_" in shown.note


def test_where_nothing_fits_it_is_said_how_to_allow_more() -> None:
    shown = shown_schema(QUESTION, "sqlite", 2)
    assert shown.schema.tables == ()
    assert shown.note.startswith("2 tokens hold no column: singer.")
    assert shown.note.endswith("more are allowed by `schema-tokens`, --max-tokens and --max-cost")
