"""SQL290: a column that is named for the path of a file."""

import re
from collections.abc import Iterator

from ..rule import Finding, Impact, SchemaRule, Severity
from ..schema import Schema
from ..schema_types import is_text

_CONTENT = (
    "file|image|img|photo|picture|avatar|logo|icon|document|doc|pdf|attachment|video|audio|media|thumbnail|upload"
)
_PATH = re.compile(rf"(?:^|_)(?:{_CONTENT})s?_?path$")


class PathColumn(SchemaRule):
    """A column is named for the path of a file that lies outside the database.

    The files know nothing of transactions, backups and rights of the database: a row that is rolled back or restored
    points at a file that is not there. For large files that can be the better bargain, if something looks after it.
    `stored-path` finds the same in the rows of a live database, whatever the column is called.

    Bad:
        CREATE TABLE photos (id BIGINT PRIMARY KEY, image_path TEXT NOT NULL);
        ---
        CREATE TABLE invoices (id BIGINT PRIMARY KEY, filepath VARCHAR(255));
    Good:
        CREATE TABLE photos (id BIGINT PRIMARY KEY, image BYTEA NOT NULL);
        ---
        CREATE TABLE visits (id BIGINT PRIMARY KEY, url_path TEXT, path TEXT, file_name TEXT);
        ---
        CREATE TABLE photos (id BIGINT PRIMARY KEY, image_path_id BIGINT);
    """

    code = "SQL290"
    name = "path-column"
    severity = Severity.INFO
    impact = Impact(maintainability=1, integrity=1, accuracy=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each text column that its name tells to hold paths."""
        for table in schema.declared():
            for name, column in table.columns.items():
                if _PATH.search(name) and is_text(column.type):
                    yield from self.at(column.origin, f"{column.name} holds the path of a file, not what is in it")
