"""Resolves what a page says once an action is done: what the action `confirms`, else what it did."""

import re

from ...diagnostics import Span
from ..catalog import CONTRADICTION
from ..expressions import Expression, Variable
from ..model import Change, Create, Delete, Effect, Parameter, StartSession, TextTemplate
from ..syntax_tree import Block, ConfirmsClause, Name, Text
from ..value_types import Reference, ValueType
from ..words import label_of, words_of
from .declarations import Declarations

HOLE = re.compile(r"\{([^{}]*)\}")


def resolve_confirmation(
    block: Block,
    parameters: tuple[Parameter, ...],
    effects: tuple[Effect, ...],
    returns: str | None,
    declarations: Declarations,
) -> TextTemplate:
    """Return what is said when an action is done; its holes are records that it was given or returns."""
    found = [clause for clause in block.clauses if isinstance(clause, ConfirmsClause)]
    for clause in found[1:]:
        problem = CONTRADICTION.at(clause.span, "the action confirms twice", "remove one of them")
        declarations.diagnostics.append(problem)
    if not found:
        name = block.header.name.text if block.header.name else ""
        return TextTemplate(parts=(_told(name, effects, returns),))
    records: dict[str, ValueType] = {
        effect.alias: Reference(effect.entity)
        for effect in reversed(effects)
        if isinstance(effect, Create) and effect.entity == returns
    }
    records |= {item.name: item.type for item in parameters if isinstance(item.type, Reference)}
    return _template(found[0].message, records, declarations)


def _template(text: Text, records: dict[str, ValueType], declarations: Declarations) -> TextTemplate:
    parts: list[str | Expression] = []
    start = 0
    inside = text.span.start + 1
    for match in HOLE.finditer(text.value):
        parts += [text.value[start : match.start()]] if match.start() > start else []
        span = Span(text.span.source, inside + match.start(1), inside + match.end(1))
        name = match[1].strip()
        if name in records:
            parts.append(Variable(type=records[name], span=span, name=name))
        else:
            declarations.lacking("the action", Name(span, name), "record", records)
        start = match.end()
    parts += [text.value[start:]] if start < len(text.value) else []
    return TextTemplate(parts=tuple(parts))


def _told(name: str, effects: tuple[Effect, ...], returns: str | None) -> str:
    """Return in words what an action did first of all, for one that confirms nothing itself."""
    if any(isinstance(effect, StartSession) for effect in effects):
        return "You are signed in"
    if returns is not None:
        return f"The {words_of(returns)} was created"
    for effect in sorted(effects, key=lambda item: not isinstance(item, Delete)):
        match effect:
            case Delete(entity=entity):
                return f"The {words_of(entity)} was deleted"
            case Change(record=record) if isinstance(record.type, Reference):
                return f"The {words_of(record.type.entity)} was changed"
            case Create(entity=entity):
                return f"The {words_of(entity)} was created"
            case _:
                pass
    return f"“{label_of(name)}” was carried out"
