"""Notes which tables rules ask for, so that what they found can be kept until one of those is declared otherwise."""

from collections.abc import Iterator
from hashlib import sha256

from msgspec import Struct, field
from sqlglot import exp

from .schema import Schema, Table
from .schema_builder import may_change, upward
from .sql_text import SqlText

EVERY = "*"


class NotedSchema(Schema):
    """The tables of a run, and the names in lower case of those that were asked for; `EVERY` where all were."""

    asked: set[str] = field(default_factory=set[str])

    def __iter__(self) -> Iterator[Table]:
        self.asked.add(EVERY)
        return super().__iter__()

    def table(self, name: str, schema: str = "") -> Table | None:
        """Return a table by its name, as any schema does."""
        self.asked.add(name.lower())
        return super().table(name, schema)

    def creates(self, name: str) -> bool:
        """Say whether the statements of the run create a table, as any schema does."""
        self.asked.add(name.lower())
        return super().creates(name)


def noted(schema: Schema) -> NotedSchema:
    """Return the same tables in a schema that nothing was asked of yet."""
    fresh = NotedSchema()
    for table in schema:
        fresh.add(table)
    return fresh


class TableTexts(Struct):
    """The texts of the statements that make each table, by its name, and of those that look at others or change them.

    Where there are any `others`, each table may depend on all statements.
    """

    own: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    others: list[str] = field(default_factory=list[str])

    def digest(self, name: str) -> str:
        """Return a hash that changes whenever a table may, given by its name in lower case; `EVERY` is all of them."""
        if name == EVERY or self.others:
            return _digest(sorted(self.own.items()), self.others)
        return _digest(self.own.get(name))


def _digest(*parts: object) -> str:
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def table_texts(texts: tuple[SqlText, ...]) -> TableTexts:
    """Return what the tables are made by that these texts, in their order, leave behind."""
    found = TableTexts()
    for text in texts:
        for statement in filter(may_change, upward(text)):
            name = _only_table(statement.tree)
            of = found.own.setdefault(name.lower(), []) if name else found.others
            of.append(f"{text.dialect} {statement.text_of(statement.whole)}")
    return found


def _only_table(tree: exp.Expr | None) -> str:
    """Return the one table that a statement makes or indexes, looking at no other; an empty text if there is none."""
    if not isinstance(tree, exp.Create):
        return ""
    body = tree.this
    if tree.args.get("kind") == "INDEX" and isinstance(body, exp.Index):
        return _name(body.args.get("table"))
    lists_columns = tree.args.get("kind") == "TABLE" and isinstance(body, exp.Schema)
    if not lists_columns or any(tree.args.get(part) for part in ("expression", "clone", "properties")):
        return ""
    return "" if any(isinstance(part, exp.LikeProperty) for part in body.expressions) else _name(body.this)


def _name(node: exp.Expr | None) -> str:
    return node.name if isinstance(node, exp.Table) else ""
