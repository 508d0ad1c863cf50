"""What must hold after a change: checks, ranges, references, unique values, invariants."""

from collections.abc import Iterable, Iterator
from itertools import chain

from ...diagnostics import Span
from ..expressions import Aggregate, Expression, FieldRead, Now, Value, Variable, walk
from ..model import Check, Entity, Field, Invariant, Rule
from ..value_types import ListOf, Reference, plain
from .effects import Place, Writes
from .expressions import Evaluator, Frame
from .formatting import words
from .index import Index
from .outcomes import Key, Rejected, StoppedError
from .reads import values_read
from .state import State
from .validation import find_missing, find_problem


class Integrity:
    """The standing rules of a model. A rule that looks beyond its own record is tried on every record."""

    def __init__(self, index: Index, evaluator: Evaluator) -> None:
        self._index = index
        self._evaluator = evaluator
        entities = index.model.entities
        self._wide_checks = [
            (entity, check) for entity in entities for check in entity.checks if _is_wide(check.condition, "self")
        ]
        self._near_checks = {
            entity.name: [check for check in entity.checks if not _is_wide(check.condition, "self")]
            for entity in entities
        }
        self._invariants = [(rule, item) for rule in index.model.rules for item in rule.invariants]
        self._wide = [pair for pair in self._invariants if _is_wide(pair[1].condition, pair[1].row)]
        self._near = [pair for pair in self._invariants if not _is_wide(pair[1].condition, pair[1].row)]
        self._referring = {
            entity.name: [(owner, item) for owner in entities for item in owner.fields if _refers(item, entity.name)]
            for entity in entities
        }

    def verify_records(self, state: State, writes: Writes, span: Span | None = None) -> None:
        """Check the changed records against their entities; raises StoppedError at the first broken rule."""
        touched = writes.touched
        for place in touched:
            self._verify_presence(state, place, span)
        for check, entity, key in self._checks_due(touched):
            self._verify_check(state, check, entity, key)
        for place in touched:
            self._verify_fields(state, place, span)
        for place in touched:
            self._verify_unique(state, place, span)
        for place in writes.deleted:
            self._verify_unused(state, place, span)

    def verify_invariants(self, state: State, writes: Writes) -> None:
        """Check the invariants of all rules; raises StoppedError at the first broken one."""
        by_entity: dict[str, list[Key]] = {}
        for entity, key in writes.touched:
            by_entity.setdefault(entity, []).append(key)
        for rule, invariant in self._near:
            self._verify_invariant(state, rule, invariant, by_entity.get(invariant.entity, ()))
        for rule, invariant in self._wide:
            self._verify_invariant(state, rule, invariant, state.records[invariant.entity])

    def broken_invariants(self, state: State) -> Iterator[Rejected]:
        """Yield the first violation of every invariant that does not hold for some record of a state."""
        for rule, invariant in self._invariants:
            try:
                self._verify_invariant(state, rule, invariant, state.records[invariant.entity])
            except StoppedError as stop:
                if isinstance(stop.outcome, Rejected):
                    yield stop.outcome

    def _verify_presence(self, state: State, place: Place, span: Span | None) -> None:
        record = state.records[place[0]][place[1]]
        for item in self._index.entities[place[0]].fields:
            if item.name in record and record[item.name] is None:
                problem = find_problem(None, item.type, item.label)
                if problem:
                    raise StoppedError(Rejected(item.id, problem, span or item.span))

    def _checks_due(self, touched: list[Place]) -> Iterator[tuple[Check, Entity, Key | None]]:
        near = ((check, self._index.entities[name], key) for name, key in touched for check in self._near_checks[name])
        return chain(near, ((check, entity, None) for entity, check in self._wide_checks))

    def _verify_check(self, state: State, check: Check, entity: Entity, only: Key | None) -> None:
        for key in state.records[entity.name] if only is None else (only,):
            frame = Frame(state.records, state.now, None, {"self": key})
            if not self._evaluator.value(check.condition, frame):
                values = values_read(self._evaluator, check.condition, frame)
                raise StoppedError(Rejected(check.id, check.message, check.span, values))

    def _verify_fields(self, state: State, place: Place, span: Span | None) -> None:
        entity, record = self._index.entities[place[0]], state.records[place[0]][place[1]]
        for item in entity.fields:
            value = record.get(item.name)
            if value is None:
                continue
            problem = find_problem(value, item.type, item.label) or find_missing(value, item.type, state.records)
            if problem:
                origin = state.origins.get((*place, item.name))
                raise StoppedError(Rejected(item.id, problem, origin or span or item.span))

    def _verify_unique(self, state: State, place: Place, span: Span | None) -> None:
        entity = self._index.entities[place[0]]
        for item in entity.fields:
            if item.is_unique and self._clashes(state, place, (item.name,)):
                raise StoppedError(Rejected(item.id, f"{item.label} is already taken", span or item.span))
        for unique in entity.uniques:
            if self._clashes(state, place, unique.fields):
                raise StoppedError(Rejected(unique.id, unique.message, unique.span))

    def _clashes(self, state: State, place: Place, names: tuple[str, ...]) -> bool:
        table = state.records[place[0]]
        wanted = [table[place[1]][name] for name in names]
        if None in wanted:
            return False
        return any(key != place[1] and [row[name] for name in names] == wanted for key, row in table.items())

    def _verify_unused(self, state: State, place: Place, span: Span | None) -> None:
        for owner, item in self._referring[place[0]]:
            if any(_names(record.get(item.name), place[1]) for record in state.records[owner.name].values()):
                message = f"The {words(place[0])} {place[1]} is still used by a {words(owner.name)}"
                raise StoppedError(Rejected(item.id, message, span or item.span))

    def _verify_invariant(self, state: State, rule: Rule, invariant: Invariant, keys: Iterable[Key]) -> None:
        for key in keys:
            frame = Frame(state.records, state.now, None, {invariant.row: key})
            if not self._evaluator.value(invariant.condition, frame):
                values = values_read(self._evaluator, invariant.condition, frame)
                raise StoppedError(Rejected(rule.id, rule.title, invariant.span, values))


def _refers(field: Field, entity: str) -> bool:
    kind = plain(field.type)
    return isinstance(kind, Reference | ListOf) and kind.entity == entity and field.derived is None


def _names(value: Value, key: Key) -> bool:
    """Tell whether a reference or a list of them names a record."""
    return key in value if isinstance(value, tuple) else value == key


def _is_wide(condition: Expression, row: str) -> bool:
    """Tell whether a condition looks at more than stored fields of its own record."""
    for part in walk(condition):
        if isinstance(part, Aggregate | Now):
            return True
        if isinstance(part, FieldRead) and not (isinstance(part.record, Variable) and part.record.name == row):
            return True
    return False
