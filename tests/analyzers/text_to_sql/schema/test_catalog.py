"""What the SQL analyzers know of tables becomes a schema that questions can be asked about."""

from weft.analyzers.sql_lint.schema_builder import build_schema
from weft.analyzers.sql_lint.sql_text import SqlText
from weft.analyzers.text_to_sql.schema.catalog import schema_of_catalog
from weft.analyzers.text_to_sql.schema.schema import Column, ForeignKey
from weft.diagnostics import Source

_SQL = """CREATE TABLE Author (AuthorId INTEGER PRIMARY KEY, "Full Name" TEXT NOT NULL);
CREATE TABLE shop.Book (Id INTEGER PRIMARY KEY, Writer INTEGER REFERENCES Author, price DECIMAL(8, 2));
"""


def test_statements_become_a_schema() -> None:
    tables = build_schema((SqlText(Source("library.sql", _SQL), "sqlite", _SQL),))
    schema = schema_of_catalog(tables, "library", "sqlite")
    author, book = schema
    assert (author.name, book.name) == ("Author", "shop.Book")
    assert author.columns == (Column("AuthorId", "INTEGER"), Column("Full Name", "TEXT"))
    assert author.primary_key == ("AuthorId",)
    assert book.foreign_keys == (ForeignKey(("Writer",), "Author", ("AuthorId",)),)
    assert [column.is_numeric for column in book.columns] == [True, True, True]
