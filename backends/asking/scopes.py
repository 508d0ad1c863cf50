"""What the people of each role may ask about on a page, with the SELECTs behind it."""

from typing import Any

from msgspec import Struct

from ...dsl.model import Entity, Field, Model, Page, QuestionBox
from ...dsl.model_visibility import asked_entities, askers
from ...dsl.value_types import Choice, Date, DateTime, Decimal, Duration, Int, Money, Reference, plain
from ...dsl.words import plural_of, snake_case, words_of
from ..names import plural_of_entity
from .declared_queries import declared_queries
from .seen_rows import SeenRows, seen_rows

NOBODY = "anybody"
NUMBERS: dict[type[object], str] = {
    Int: "number",
    Decimal: "number",
    Duration: "number",
    Money: "money",
    Date: "date",
    DateTime: "time",
}


class RoleScope(Struct, frozen=True):
    """What one role may ask about on a page, as JSON holds it, and the SELECTs by the names that it uses."""

    role: str
    content: dict[str, Any]
    statements: dict[str, str]


def scopes_of(page: Page, box: QuestionBox, model: Model) -> list[RoleScope]:
    """Return what each role of a page may ask about; of a page for everybody, nobody has a role."""
    return [_scope(box, role, model) for role in askers(page)]


def _scope(box: QuestionBox, role: str | None, model: Model) -> RoleScope:
    asker = snake_case(role) if role else NOBODY
    tables: list[dict[str, Any]] = []
    queries: list[dict[str, Any]] = []
    examples: list[str] = []
    statements: dict[str, str] = {}
    asked = [
        (entity, given, seen_rows(entity, given, model)) for entity, given in asked_entities(box.entities, role, model)
    ]
    keyed = frozenset(entity.name for entity, _, rows in asked if rows is not None and entity.key in rows.fields)
    for entity, given, rows in asked:
        if rows is None:
            continue
        statement = f"{plural_of_entity(entity)}_seen_by_{asker}"
        statements[statement] = rows.select
        tables.append(_table(entity, rows, statement))
        for query in declared_queries(entity, given, keyed, model):
            statement = f"{snake_case(query.name)}_seen_by_{asker}"
            statements[statement] = query.select
            queries.append(query.described(statement))
            examples.append(query.example)
        examples += _examples(entity, rows)
    content = {"name": model.system.name, "tables": tables, "queries": queries, "examples": examples}
    return RoleScope(role or "", content, statements)


def _table(entity: Entity, rows: SeenRows, statement: str) -> dict[str, Any]:
    names = {field.name for field in rows.fields}
    return {
        "name": plural_of_entity(entity),
        "label": plural_of(words_of(entity.name)),
        "statement": statement,
        "key": entity.key.name if entity.key.name in names else "",
        "columns": [_column(field) for field in rows.fields],
    }


def _column(field: Field) -> dict[str, Any]:
    kind = plain(field.type)
    found: dict[str, Any] = {"name": field.name, "label": field.label, "kind": NUMBERS.get(type(kind), "text")}
    if isinstance(kind, Money | Decimal) and kind.scale:
        found["scale"] = kind.scale
    if isinstance(kind, Choice):
        found["choices"] = list(kind.members)
    if isinstance(kind, Reference):
        found["target"] = plural_of_entity(kind.entity)
    return found


def _examples(entity: Entity, rows: SeenRows) -> list[str]:
    """Return questions that show what can be asked about an entity."""
    many = plural_of(words_of(entity.name))
    choice = next((field for field in rows.fields if isinstance(plain(field.type), Choice)), None)
    questions = [f"How many {many} are there?"]
    return questions + ([f"How many {many} are there for each {words_of(choice.name)}?"] if choice else [])
