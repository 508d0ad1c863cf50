"""Emits `app/database`: the schema, the connection, and the statements and functions of every table."""

from collections.abc import Iterable, Iterator

from ...dsl.model import Model, Table
from ...templates.rendering import render
from ..account_actions import with_added_actions
from ..backend import OutputFile
from ..names import plural_of_entity
from ..python_functions import docstring
from ..python_types import import_lines
from .conversions import KEYS
from .pieces import DAYS, TableParts
from .schema import schema
from .table_module import caption, table_parts

FOLDER = "app/database"
FIXED = ("__init__.py", "credential.py", "database.py", "dialect.py", "paging.py")
SEQUENCES = ("sequences.py", "queries/sequences.sql")


class DatabaseBackend:
    """The database layer: explicit SQL behind thin typed functions."""

    name = "database"

    def emit(self, model: Model) -> Iterable[OutputFile]:
        """Return the files of the database layer."""
        return list(_files(with_added_actions(model)))


def _files(model: Model) -> Iterator[OutputFile]:
    tables = [table_parts(entity, model) for entity in model.entities]
    has_days = any(module == DAYS for parts in tables for module, _ in parts.imports)
    has_sequences = bool(model.workflows) or any(entity.key.is_generated for entity in model.entities)
    names = [*FIXED, *(SEQUENCES if has_sequences else ()), *(("days.py",) if has_days else ())]
    used = sorted({name for parts in tables for module, name in parts.imports if module == KEYS})
    names += ["keys.py"] if used else []
    for name in names:
        text = render(f"database/{name}.jinja", has_limits=_has_limits(model), has_lists=bool(used), used=used)
        yield OutputFile(f"{FOLDER}/{name}", text)
    elements = tuple(part for entity in model.entities for part in (entity.id, *(field.id for field in entity.fields)))
    yield OutputFile(f"{FOLDER}/schema.sql", schema(model), elements)
    for parts in tables:
        yield from _table(parts)


def _has_limits(model: Model) -> bool:
    """Tell whether any list ends after a number of records."""
    tables = [part for page in model.pages for part in page.parts if isinstance(part, Table)]
    return any(item.limit is not None for item in (*tables, *model.queries))


def _table(parts: TableParts) -> Iterator[OutputFile]:
    plural = plural_of_entity(parts.entity)
    elements = tuple(dict.fromkeys(parts.elements))
    statements = "\n\n".join(f"-- name: {name}\n{sql};" for name, sql in parts.statements)
    yield OutputFile(f"{FOLDER}/queries/{plural}.sql", f"{statements}\n", elements)
    own = f"from app.database.{plural} import "
    text = render(
        "database/table.py.jinja",
        caption="\n".join(docstring(caption(parts.entity), 0)),
        statements=f"{plural}.sql",
        import_lines=[line for line in import_lines(parts.imports) if not line.startswith(own)],
        functions=parts.functions,
    )
    yield OutputFile(f"{FOLDER}/{plural}.py", text, elements)
