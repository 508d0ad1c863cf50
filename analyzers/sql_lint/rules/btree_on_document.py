"""SQL053: a sorted index on an array or a document."""

from collections.abc import Iterator

from ..rule import Finding, Grade, Impact, SchemaRule
from ..schema import Schema
from ..schema_types import is_document


class BtreeOnDocument(SchemaRule):
    """A B-tree on an array or a JSON column only finds whole values that are equal.

    What is asked of such columns is whether they contain something, and no B-tree answers that; a GIN index does. An
    index on one field of the document is another thing.

    Bad:
        CREATE TABLE posts (id bigint PRIMARY KEY, tags text[]);
        CREATE INDEX posts_tags ON posts (tags);
        ---
        CREATE TABLE events (id bigint PRIMARY KEY, body jsonb);
        CREATE INDEX events_body ON events USING btree (body);
    Good:
        CREATE TABLE posts (id bigint PRIMARY KEY, tags text[]);
        CREATE INDEX posts_tags ON posts USING gin (tags);
        ---
        CREATE TABLE events (id bigint PRIMARY KEY, body jsonb);
        CREATE INDEX events_kind ON events ((body ->> 'kind'));
    """

    code = "SQL053"
    name = "btree-on-document"
    dialects = frozenset({"postgres", "postgresql"})
    grade = Grade.SUGGESTION
    impact = Impact(read=5, write=1.5)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each B-tree that starts with an array or a document."""
        for table in schema.row_stores():
            for index in table.indexes:
                column = table.columns.get(index.columns[0]) if index.columns else None
                sorted_by_it = index.method in {"", "btree"} and not index.unique
                if column and is_document(column.type) and sorted_by_it:
                    message = f"a B-tree cannot tell what {column.name} contains"
                    yield from self.at(index.origin, message, f"USING gin ({column.name})")
