"""SQL028: paths of files in a column, as its values show."""

from collections.abc import Iterator
from typing import ClassVar

from ..data_sample import TableSample
from ..rule import DataRule, Finding, Impact, Options, Severity
from ..schema_types import is_text
from ..text_values import is_path, share, texts_of


class StoredPath(DataRule):
    """A column holds paths of files that lie outside the database.

    The files know nothing of transactions, backups and rights of the database: a row that is rolled back or restored
    points at a file that is not there, and a deleted row leaves its file behind. For large files that can be the better
    bargain, if something looks after it.

    Bad:
        CREATE TABLE photos (id INTEGER PRIMARY KEY, file TEXT);
        INSERT INTO photos (file) VALUES
            ('/srv/photos/1.jpg'), ('/srv/photos/2.jpg'), ('/srv/photos/3.png'), ('/srv/photos/4.jpg'), ('a/b/5.jpg');
    Good:
        CREATE TABLE photos (id INTEGER PRIMARY KEY, content BLOB, kind TEXT);
        INSERT INTO photos (content, kind) VALUES
            (x'00', 'image/png'), (x'01', 'image/png'), (x'02', 'image/jpeg'), (x'03', 'a/c'), (x'04', 'and/or');
        ---
        CREATE TABLE links (id INTEGER PRIMARY KEY, address TEXT);
        INSERT INTO links (address) VALUES
            ('https://a.org/1.html'), ('https://a.org/2.html'), ('https://a.org/3.html'), ('https://b.org/x/1.html'),
            ('https://b.org/x/2.html');
    """

    code = "SQL028"
    name = "stored-path"
    severity = Severity.INFO
    impact = Impact(maintainability=1, integrity=1, accuracy=1)
    options: ClassVar[Options] = {"rows": 5, "percent": 80}

    def check(self, sample: TableSample) -> Iterator[Finding]:
        """Yield a finding for each text column most of whose values are paths with a file name at the end."""
        for name, column in sample.table.columns.items():
            texts = texts_of(sample.values(name)) if is_text(column.type) else []
            if len(texts) >= self.number("rows") and share(texts, is_path) * 100 >= self.number("percent"):
                yield from self.in_rows(sample, f"{column.name} holds paths of files such as {texts[0][:60]!r}")
