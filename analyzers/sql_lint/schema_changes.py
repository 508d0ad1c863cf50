"""Follows ALTER TABLE on the tables of a schema."""

from sqlglot import exp

from .schema import Column, Index, Schema, Table
from .schema_declarations import Declarations, column_name
from .sql_text import Statement


def alter(schema: Schema, statement: Statement, tree: exp.Expr) -> bool:
    """Follow the actions of an ALTER; say whether its table is known, unless it takes away what is not there yet."""
    if tree.args.get("kind") not in {"TABLE", "VIEW"}:
        return True
    table = schema.table(tree.this.name, tree.this.db) if isinstance(tree.this, exp.Table) else None
    actions: list[exp.Expr] = tree.args.get("actions") or []
    if table is None:
        return not all(isinstance(action, exp.AddConstraint | exp.ColumnDef) for action in actions)
    not_valid = bool(tree.args.get("not_valid"))
    options: list[object] = tree.args.get("options") or []
    for action in actions:
        if isinstance(action, exp.AlterRename):
            _rename(schema, table, action, options)
        else:
            _act(Declarations(table, statement), action, not_valid)
    return True


def rename_column(table: Table, old: str, new: str) -> None:
    """Give a column another name, in keys and indexes too."""
    before, after = old.lower(), new.lower()
    if before not in table.columns:
        return
    table.columns[before].name = new
    table.columns = {after if name == before else name: column for name, column in table.columns.items()}

    def renamed(columns: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(after if name == before else name for name in columns)

    table.primary_key = renamed(table.primary_key)
    table.uniques = [renamed(columns) for columns in table.uniques]
    table.key_names = {name: renamed(columns) for name, columns in table.key_names.items()}
    for holder in (*table.foreign_keys, *table.indexes):
        holder.columns = renamed(holder.columns)
    for index in table.indexes:
        index.items = renamed(index.items)


def drop_column(table: Table, name: str) -> None:
    """Forget a column, with the keys and indexes it is part of."""
    name = name.lower()
    table.columns.pop(name, None)
    table.primary_key = () if name in table.primary_key else table.primary_key
    table.uniques = [columns for columns in table.uniques if name not in columns]
    table.foreign_keys = [key for key in table.foreign_keys if name not in key.columns]
    table.indexes = [index for index in table.indexes if name not in index.columns]


def drop_constraint(table: Table, name: str) -> None:
    """Forget a key, a foreign key or an index by its name."""
    name = name.lower()
    columns = table.key_names.pop(name, None)
    if columns and columns == table.primary_key:
        table.primary_key = ()
    elif columns in table.uniques:
        table.uniques.remove(columns)
    table.foreign_keys = [key for key in table.foreign_keys if key.name.lower() != name]
    table.indexes = [index for index in table.indexes if index.name.lower() != name]


def drop_index(schema: Schema, name: str) -> None:
    """Forget an index, or the key it stands for, in whichever table it is."""
    for table in schema:
        if any(_is_named(index, name) for index in table.indexes):
            table.indexes = [index for index in table.indexes if not _is_named(index, name)]
        elif name.lower() in table.key_names:
            drop_constraint(table, name)


def _is_named(index: Index, name: str) -> bool:
    return index.name.lower() == name.lower()


def _rename(schema: Schema, table: Table, action: exp.AlterRename, options: list[object]) -> None:
    """Follow RENAME TO; without COLUMN, `RENAME a TO b` renames a column but is read as a table with an option."""
    target = next((option for option in options if isinstance(option, exp.ToTableProperty)), None)
    if target:
        rename_column(table, action.this.name, target.this.name)
    elif action.this.name:
        schema.rename(table, action.this.name)


def _act(declarations: Declarations, action: object, not_valid: bool) -> None:
    table = declarations.table
    if isinstance(action, exp.Drop):
        _drop(table, action)
    elif isinstance(action, exp.RenameColumn):
        rename_column(table, action.this.name, action.args["to"].name)
    elif isinstance(action, exp.AlterColumn):
        _alter_column(table.columns.get(column_name(action.this)), action)
    elif isinstance(action, exp.ModifyColumn):
        _modify(declarations, action)
    elif isinstance(action, exp.DropPrimaryKey):
        table.primary_key = ()
    else:
        declarations.take(action, not_valid=not_valid)


def _drop(table: Table, action: exp.Drop) -> None:
    tables: list[exp.Expr] = action.args.get("tables") or []
    for dropped in tables:
        if action.args.get("kind") == "COLUMN":
            drop_column(table, dropped.name)
        else:
            drop_constraint(table, dropped.name)


def _alter_column(column: Column | None, action: exp.AlterColumn) -> None:
    if column is None:
        return
    allow_null, default, kind = (action.args.get(name) for name in ("allow_null", "default", "dtype"))
    if isinstance(kind, exp.DataType):
        column.type = kind
    if allow_null is not None:
        column.nullable = bool(allow_null)
    elif default is not None:
        column.default = default
    elif action.args.get("drop"):
        column.default = None


def _modify(declarations: Declarations, action: exp.ModifyColumn) -> None:
    """Follow MySQL's MODIFY and CHANGE: the column is declared anew and keeps its keys."""
    table, column = declarations.table, action.this
    old = action.args.get("rename_from")
    if not isinstance(column, exp.ColumnDef):
        return
    if isinstance(old, exp.Identifier):
        rename_column(table, old.name, column.name)
    declarations.take(column)
    if column.name.lower() in table.primary_key:
        table.columns[column.name.lower()].nullable = False
