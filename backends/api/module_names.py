"""How the modules of the JSON interface are called, so that no two share a name."""

from msgspec import Struct, field

from ...dsl.model import Model
from ..names import plural_of_entity, python_name
from ..taken_names import API


class ModuleNames(Struct, frozen=True):
    """The module of each entity, action and query."""

    entities: dict[str, str] = field(default_factory=dict[str, str])
    actions: dict[str, str] = field(default_factory=dict[str, str])
    queries: dict[str, str] = field(default_factory=dict[str, str])


def name_modules(model: Model) -> ModuleNames:
    """Return the names; entities choose first, then actions, then queries."""
    names, taken = ModuleNames(), set(API)
    for entity in model.entities:
        names.entities[entity.name] = _free(plural_of_entity(entity), "records", taken)
    for action in model.actions:
        names.actions[action.name] = _free(python_name(action.name), "action", taken)
    for query in model.queries:
        names.queries[query.name] = _free(python_name(query.name), "query", taken)
    return names


def _free(name: str, suffix: str, taken: set[str]) -> str:
    found = f"{name}_{suffix}" if name in taken else name
    taken.add(found)
    return found


def unlike(name: str, taken: frozenset[str]) -> str:
    """Return a name for a variable or class, made different from those that a module uses itself."""
    return f"{name}_" if name in taken else name
