"""The emitted SQL: every statement is understood, laid out within the line and portable."""

import importlib
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from weft.backends.database.sql_layout import LINE, select, wrap

Import = Callable[[str], ModuleType]
Emit = Callable[[str], Path]
SPEC = Path(__file__).parent / "cases" / "clinic.weft"
ONLY_SQLITE = re.compile(
    r"\b(ifnull|strftime|julianday|datetime\(|GLOB|rowid|INSERT OR|AUTOINCREMENT)\b", re.IGNORECASE
)


@pytest.fixture
def folder(emit: Emit) -> Path:
    """Return the folder of the emitted database layer."""
    return emit(SPEC.read_text(encoding="utf-8")) / "database"


def all_statements(folder: Path) -> dict[str, str]:
    load = importlib.import_module("app.database.database").load_statements
    files = sorted((folder / "queries").glob("*.sql"))
    return {f"{file.stem}/{name}": sql for file in files for name, sql in load(file.name).items()}


def test_sqlite_understands_every_statement(folder: Path) -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript((folder / "schema.sql").read_text(encoding="utf-8"))
    statements = all_statements(folder)
    assert len(statements) > 40
    for sql in statements.values():
        names = re.findall(r"'(?:[^']|'')*'|:(\w+)", sql)
        connection.execute(f"EXPLAIN {sql}", dict.fromkeys(filter(None, names), 1))


def test_postgresql_understands_every_statement(folder: Path, postgres: str) -> None:
    dialect = importlib.import_module("app.database.dialect").dialect_of(postgres)
    importlib.import_module("app.database.database").Database(dialect).create_tables()
    connection = dialect.connect()
    for sql in all_statements(folder).values():
        names: list[str] = re.findall(r"'(?:[^']|'')*'|:(\w+)", sql)
        connection.execute(f"EXPLAIN {dialect.statement(sql)}", dict.fromkeys(names))
    connection.close()


def test_postgresql_sorts_every_text_by_its_bytes_and_leaves_constants_alone(folder: Path) -> None:
    assert folder.is_dir()
    dialect = importlib.import_module("app.database.dialect").dialect_of("postgresql://localhost/x")
    defined = dialect.definition("kind TEXT DEFAULT 'A TEXT' CHECK (kind IN ('TEXT'))")
    assert defined == """kind TEXT COLLATE "C" DEFAULT 'A TEXT' CHECK (kind IN ('TEXT'))"""


def test_no_line_is_longer_than_the_layout_allows(folder: Path) -> None:
    texts = [*all_statements(folder).values(), (folder / "schema.sql").read_text(encoding="utf-8")]
    assert max(len(line) for text in texts for line in text.splitlines()) <= LINE


def test_nothing_is_said_that_only_sqlite_knows(folder: Path) -> None:
    texts = [*all_statements(folder).values(), (folder / "schema.sql").read_text(encoding="utf-8")]
    assert not [text for text in texts if ONLY_SQLITE.search(text)]


def test_postgresql_gets_its_own_spelling_of_parameters(folder: Path) -> None:
    assert folder.is_dir()
    dialect = importlib.import_module("app.database.dialect")
    spelled = dialect.dialect_of("postgresql://localhost/x").statement("SELECT 'a:b%' WHERE x = :x AND y > :y_1")
    assert spelled == "SELECT 'a:b%%' WHERE x = %(x)s AND y > %(y_1)s"
    assert dialect.dialect_of("data.sqlite3").statement("x = :x") == "x = :x"


def test_of_tables_in_a_circle_the_second_refers_to_the_first(emit: Emit) -> None:
    folder = emit("System: S\nEntity: A\n  b: B?\nEntity: B\n  a: A\n  twin: B?\n")
    schema = (folder / "database" / "schema.sql").read_text(encoding="utf-8")
    assert re.findall(r"(\w+) BIGINT.* REFERENCES (\w+)", schema) == [("twin", "bs"), ("b", "bs")]


def test_an_index_serves_each_list_once(folder: Path) -> None:
    schema = (folder / "schema.sql").read_text(encoding="utf-8")
    assert "visits_by_urgent ON visits (urgent, reminder)" in schema
    assert len(re.findall(r"ON visits \(patient", schema)) == 1
    assert "visits_by_nurse ON visits (nurse)" in schema


def test_a_key_may_be_called_like_a_function_of_the_sequences(emit: Emit) -> None:
    folder = emit("System: S\nEntity: A\n  code: text(9) key generated\n")
    assert "sequences.next_code(connection" in (folder / "database" / "as_.py").read_text(encoding="utf-8")


CHOICES = """System: S
Role: Member
  signs in with email, password
Entity: Note
  number: int key
  kind: text(9)?
  check kind is one of ("a", "b") "Kind"
Entity: Tag
  number: int key
  kind: text(9)?
  other: int
Page: Home at "/" for Member
  table of Tag where kind is one of ("a", "b") sorted by number
  columns number
  table of Tag where not (kind is one of ("a", "b")) sorted by number
  columns number
"""


def test_nothing_is_none_of_some_values(emit: Emit) -> None:
    folder = emit(CHOICES) / "database"
    connection = sqlite3.connect(":memory:")
    connection.executescript((folder / "schema.sql").read_text(encoding="utf-8"))
    connection.execute("INSERT INTO notes VALUES (1, 'a')")
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("INSERT INTO notes VALUES (2, NULL)")
    connection.executemany("INSERT INTO tags VALUES (?, ?, 1)", [(1, "a"), (2, None), (3, "c")])
    chosen, others = (sql for name, sql in all_statements(folder).items() if name.startswith("tags/list_tags_on_home"))
    all_of_them = {"limit": 9, "offset": 0}
    assert [row[0] for row in connection.execute(chosen, all_of_them)] == [1]
    assert [row[0] for row in connection.execute(others, all_of_them)] == [2, 3]
    assert "WHERE kind IN ('a', 'b')" in chosen  # which an index serves


@pytest.mark.parametrize(
    ("condition", "indexes"),
    [
        ('kind is one of ("a", "b") sorted by other', ["other", "kind"]),
        ("number > 3 sorted by other", ["other"]),
        ("other >= 3 sorted by number", ["other"]),
        ('kind is "a" and other >= 3 sorted by number', ['kind, "number"']),
        ("kind is empty sorted by other", ["kind, other"]),
    ],
)
def test_an_index_leads_to_what_a_list_has(condition: str, indexes: list[str], emit: Emit) -> None:
    lines = CHOICES.splitlines(keepends=True)
    schema = emit("".join([*lines[:-4], f"  table of Tag where {condition}\n", lines[-1]])) / "database" / "schema.sql"
    assert re.findall(r"ON tags \((.*)\);", schema.read_text(encoding="utf-8")) == indexes


ANSWERS = """System: S
Role: Member
  signs in with email, password
Entity: Note
  number: int key
  parent: Note?
  open: bool default yes
  answers: int = count of Note as n where n.parent is not empty and n.parent.open
  loose: int = count of Note as n where n.parent is empty or n.parent.open
Page: Home at "/" for Member
  table of Note where parent is not empty and parent.open sorted by number
  columns number, answers, loose
Page: Rest at "/rest" for Member
  table of Note where parent is empty or parent.open sorted by number
  columns number
"""


@pytest.mark.parametrize(
    ("statement", "joins"),
    [
        # the answers of a note, the loose ones, and what the table on the page itself asks for
        ("list_notes_on_home", ["INNER", "LEFT", "INNER"]),
        ("list_notes_on_rest", ["INNER", "LEFT", "LEFT"]),
    ],
)
def test_a_reference_that_a_condition_asks_for_is_no_outer_join(statement: str, joins: list[str], emit: Emit) -> None:
    text = all_statements(emit(ANSWERS) / "database")[f"notes/{statement}"]
    assert re.findall(r"(INNER|LEFT)\s+JOIN", text) == joins


def test_a_short_statement_has_one_line_per_clause() -> None:
    assert select([["a", "b"]], "t", (), ["a = 1", "b = 2"], "a") == (
        "SELECT a, b\nFROM t\nWHERE a = 1 AND b = 2\nORDER BY a"
    )


def test_long_lines_break_before_a_clause_and_never_in_a_text() -> None:
    text = f"CHECK (x IN ('{'a b ' * 20}') AND y = '{'c d ' * 5}')"
    lines = wrap(text)
    assert len(lines) > 1
    assert " ".join(line.strip() for line in lines) == text
