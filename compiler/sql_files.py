"""Finds and reads the files that `weft sql` looks into, whatever their encoding, and writes them back as they were."""

import codecs
import hashlib
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from .gitignore import IgnoredPaths

SQL_NAME = re.compile(r"\.(sql|ddl|dml|pgsql|psql|tsql|hql|bq)(\.(j2|jinja2?))?$", re.IGNORECASE)
PYTHON_NAME = re.compile(r"\.pyi?$", re.IGNORECASE)
_CHANGES_SCHEMA = re.compile(r"\b(?:CREATE|ALTER|DROP|RENAME|COMMENT)\b", re.IGNORECASE)
_CHANGES_SCHEMA_IN_PYTHON = re.compile(
    r"\b(?:CREATE|ALTER|DROP|RENAME|COMMENT)\s+(?:\w+\s+){0,3}(?:TABLE|COLUMN|INDEX|VIEW|POLICY)\b", re.IGNORECASE
)
LEFT_OUT = frozenset(
    {".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", ".tox", ".nox", "site-packages"}
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class SqlFile(Struct, frozen=True):
    """A file and its text. `mark` are the bytes before the text that tell the encoding.

    `problem` says why there is no text, `note` what a reader of the report should know of how the text was read.
    `is_table` where it is no file but stands for a table of a live database.
    """

    name: str
    text: str = ""
    encoding: str = "utf-8"
    mark: bytes = b""
    problem: str = ""
    note: str = ""
    is_table: bool = False

    @property
    def is_python(self) -> bool:
        """Say whether the SQL stands in strings of Python."""
        return bool(PYTHON_NAME.search(self.name))

    @property
    def changes_schema(self) -> bool:
        """Say whether statements in it may tell what tables there are."""
        return bool((_CHANGES_SCHEMA_IN_PYTHON if self.is_python else _CHANGES_SCHEMA).search(self.text))

    @property
    def digest(self) -> str:
        """Return a hash of the text."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def encoded(self, text: str) -> bytes:
        """Return a text in the bytes of this file's encoding; raises UnicodeEncodeError where it does not fit."""
        return self.mark + text.encode(self.encoding)


def find_files(paths: Sequence[Path], *, with_python: bool) -> list[str]:
    """Return the names of the files to read, sorted, each once; a file that is named counts whatever its ending."""
    found = {_shown(file) for path in paths for file in (_walk(path, with_python) if path.is_dir() else [str(path)])}
    return sorted(found)


def read_file(name: str) -> SqlFile:
    """Return a file with its text, or with the reason why it has none."""
    if os.path.isdir(name):
        return SqlFile(name, problem="this folder cannot be searched")
    try:
        content = Path(name).read_bytes()
    except OSError as error:
        return SqlFile(name, problem=(error.strerror or str(error)).lower())
    return decode(name, content)


def read_stdin(name: str) -> SqlFile:
    """Return what standard input holds, as a file of this name."""
    return decode(name, sys.stdin.buffer.read())


def decode(name: str, content: bytes) -> SqlFile:
    """Return the text that bytes hold: by their mark, else as UTF-8, else as Latin-1, which takes all bytes."""
    mark, encoding = next(((mark, known) for mark, known in _MARKS if content.startswith(mark)), (b"", ""))
    body = content[len(mark) :]
    if not encoding and b"\0" in body:
        return SqlFile(name, problem="this is no text: it holds a zero byte")
    if not body.strip():
        return SqlFile(name, body.decode(encoding or "utf-8", "replace"), encoding or "utf-8", mark, note="empty")
    try:
        return SqlFile(name, body.decode(encoding or "utf-8"), encoding or "utf-8", mark)
    except UnicodeDecodeError as error:
        if encoding:
            return SqlFile(name, problem=f"not {encoding.upper()}, as its first bytes say: byte {error.start} is wrong")
    return SqlFile(name, body.decode("latin-1"), "latin-1", note="not UTF-8, read as Latin-1")


def write_file(file: SqlFile, text: str) -> None:
    """Put a text in the place of a file's own, in one step; mode, encoding and links stay as they are."""
    from .transaction import Replacement, replace_all  # slow to import, and only fixing writes

    target = Path(file.name).resolve()
    replace_all(target.parent, [Replacement(target, file.encoded(file.text), file.encoded(text))])


def _walk(root: Path, with_python: bool) -> Iterator[str]:
    """Yield the files below a folder, and the folders that cannot be searched."""
    ignored = IgnoredPaths()
    refused: list[str] = []
    for folder, subfolders, names in os.walk(
        os.path.abspath(root), onerror=lambda error: refused.append(str(error.filename))
    ):
        subfolders[:] = [
            name for name in subfolders if name not in LEFT_OUT and not ignored.includes(folder, name, is_folder=True)
        ]
        for name in names:
            wanted = SQL_NAME.search(name) or (with_python and PYTHON_NAME.search(name))
            if wanted and not ignored.includes(folder, name, is_folder=False):
                yield os.path.join(folder, name)
    yield from refused


def _shown(path: str) -> str:
    """Return a path as people read it: with `/`, relative to the current folder where it lies below."""
    absolute, here = os.path.abspath(path), os.getcwd()
    inside = absolute.startswith(here.rstrip(os.sep) + os.sep)
    return (os.path.relpath(absolute, here) if inside else absolute).replace(os.sep, "/")
