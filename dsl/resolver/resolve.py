"""Resolves all files of a specification to one model, in the order in which its parts need each other."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec import Struct

from ...diagnostics import Diagnostic
from ..catalog import CIRCLE
from ..clauses import ClauseParser
from ..expressions import FieldRead, walk
from ..model import Entity, Field, Model
from ..syntax_tree import Block, SourceFile
from .actions import resolve_action
from .decision_reads import decision_problems
from .decisions import complete_decision, declare_decision
from .declarations import Declarations
from .entities import complete_entity, declare_entity, resolve_enumerations
from .pages import PageResolver
from .queries import declare_service, resolve_api, resolve_query
from .repetitions import repetitions
from .requirements import Draft, RequirementResolver
from .system import resolve_system
from .workflows import WorkflowResolver


class BlocksOf(Protocol):
    """Returns the blocks of some keywords."""

    def __call__(self, *keywords: str) -> list[Block]: ...


class Resolved(Struct, frozen=True):
    """A model whose scenarios have no steps yet, the pickles their steps come from, and what is wrong.

    `unread` are the names whose declarations have mistakes.
    """

    model: Model
    draft: Draft
    diagnostics: tuple[Diagnostic, ...]
    unread: frozenset[str]


def resolve(files: Sequence[SourceFile], parser: ClauseParser) -> Resolved:
    """Return the model of a specification; parts that have mistakes are left out of it."""
    declarations = Declarations(unread=set[str]().union(*(file.unread for file in files)))
    blocks = [block for file in files for block in file.blocks]
    declarations.declare(blocks)
    declarations.diagnostics += repetitions(blocks)
    named = list(declarations.blocks.values())

    def of(*keywords: str) -> list[Block]:
        return [block for block in named if block.keyword in keywords]

    system = resolve_system([block for block in blocks if block.keyword == "System"], declarations)
    _resolve_data(of, declarations, parser)
    actions = {action.name: action for action in (resolve_action(block, declarations) for block in of("Action"))}
    for block in of("Query"):
        resolve_query(block, declarations)
    workflows = [WorkflowResolver(block, actions, declarations, parser).resolve() for block in of("Workflow")]
    pages = PageResolver(of("Page"), actions, declarations).resolve()
    apis = [resolve_api(block, declarations, list(actions)) for block in blocks if block.keyword == "Api"]
    draft = RequirementResolver(declarations).resolve(files)
    model = Model(
        system=system,
        enumerations=tuple(declarations.enumerations.values()),
        entities=tuple(declarations.entities.values()),
        services=tuple(declarations.services.values()),
        decisions=tuple(declarations.decisions.values()),
        queries=tuple(declarations.queries.values()),
        actions=tuple(actions.values()),
        workflows=tuple(workflow for workflow in workflows if workflow is not None),
        pages=pages,
        apis=tuple(api for api in apis if api is not None),
        requirements=tuple(draft.requirements.values()),
        rules=tuple(draft.rules.values()),
        scenarios=tuple(draft.scenarios.values()),
        imported=tuple(draft.imported.values()),
    )
    return Resolved(model, draft, tuple(declarations.diagnostics), frozenset(declarations.unread))


def _resolve_data(of: BlocksOf, declarations: Declarations, parser: ClauseParser) -> None:
    """Enter types, services and decisions, then the expressions that may use all of them."""
    resolve_enumerations(of("Enum"), declarations)
    for block in of("Role", "Entity"):
        declare_entity(block, declarations)
    for block in of("Service"):
        declare_service(block, declarations)
    for block in of("Decision"):
        declare_decision(block, declarations)
    for block in of("Decision"):
        complete_decision(block, declarations, parser)
    declarations.diagnostics += decision_problems(declarations.decisions)
    for block in of("Role", "Entity"):
        complete_entity(block, declarations)
    declarations.diagnostics += _circles(declarations.entities.values())


def _circles(entities: Iterable[Entity]) -> list[Diagnostic]:
    """Report derived fields that depend on themselves."""
    derived = {(entity.name, item.name): item for entity in entities for item in entity.fields if item.derived}
    found: list[Diagnostic] = []
    told: set[tuple[str, str]] = set()
    for place, item in derived.items():
        reached = _reached(place, derived)
        if place not in reached or place in told:
            continue
        circle = [other for other in derived if other in reached and place in _reached(other, derived)]
        told.update(circle)
        others = ", ".join(f"`{derived[other].name}`" for other in circle if other != place)
        through = f" through {others}" if others else ""
        found.append(CIRCLE.at(item.span, f"`{item.name}` is derived from itself{through}"))
    return found


def _reached(start: tuple[str, str], derived: dict[tuple[str, str], Field]) -> set[tuple[str, str]]:
    reached: set[tuple[str, str]] = set()
    waiting = [start]
    while waiting:
        item = derived[waiting.pop()].derived
        parts = walk(item) if item else ()
        reads = {(read.entity, read.name) for read in parts if isinstance(read, FieldRead)}
        new = (reads & derived.keys()) - reached
        reached |= new
        waiting += sorted(new)
    return reached
