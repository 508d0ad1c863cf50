"""The module of a table and its statements."""

from ...dsl.model import Entity, Model
from ...dsl.words import plural_of, words_of
from ..database_calls import is_wide
from .changes import add_changes
from .lists import add_due_lists, add_list_and_count, add_listings, add_views
from .pieces import TableParts
from .questions import add_aggregates, add_broken_rules
from .readers import add_readers
from .records import add_delete, add_record_functions
from .row_source import row_source


def table_parts(entity: Entity, model: Model) -> TableParts:
    """Return all functions and statements of a table."""
    parts = TableParts(entity, model)
    parts.imports.add(("app.database.database", "load_statements"))
    parts.elements += [entity.id, *(item.id for item in entity.uniques)]
    parts.elements += [check.id for check in entity.checks if not is_wide(check.condition, "self", model)]
    source = row_source(entity, model)
    add_record_functions(parts)
    add_views(parts, source)
    add_list_and_count(parts, source)
    add_listings(parts, source)
    add_due_lists(parts)
    add_aggregates(parts)
    add_changes(parts)
    add_delete(parts)
    add_broken_rules(parts, source)
    add_readers(parts, source)
    return parts


def caption(entity: Entity) -> str:
    """Return what the module is for."""
    return f"The table of {plural_of(words_of(entity.name))}."
