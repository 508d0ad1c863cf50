"""Resolves what a page says once an action is done: what the action `confirms`, else what it did."""

from ...diagnostics import Span
from ..catalog import CONTRADICTION
from ..expressions import Expression, Variable
from ..model import Change, Create, Delete, Effect, Parameter, StartSession, TextTemplate
from ..syntax_tree import Block, ConfirmsClause, Name
from ..value_types import Reference, ValueType
from ..words import label_of, words_of
from .declarations import Declarations
from .text_templates import text_template


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

    def record(span: Span) -> Expression | None:
        name = span.text.strip()
        if name not in records:
            declarations.lacking("the action", Name(span, name), "record", records)
            return None
        return Variable(type=records[name], span=span, name=name)

    return text_template(found[0].message, record)


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
