"""Writes the Given steps that make the people and records of a situation."""

from msgspec import Struct, field

from ...expressions import Value
from ...interpreter.formatting import spell
from ...interpreter.samples import needs_sample
from ...model import Action, Entity, Field, Model
from ...value_types import Int, Reference, plain
from ...words import words_of
from .situation import Actor, Path, Situation

OTHERS = ("Bob", "Cem", "Dana", "Eve", "Finn", "Gita")
REGISTERED = " is registered"
DEEPEST = 4  # records that refer to records that refer to …


class RecordSketch(Struct):
    """The Given steps so far, and how each record is called in a step, by its path."""

    model: Model
    situation: Situation
    actor: Actor
    steps: list[str] = field(default_factory=list[str])
    names: dict[Path, str] = field(default_factory=dict[Path, str])

    def people_and_records(self, action: Action) -> None:
        """Write steps for the person who acts and for every record that an action is done to."""
        if self.actor.role is not None:
            self._person(("me",), self.model.entity(self.actor.role), "Ann")
            self._sign_in()
        for parameter in action.parameters:
            kind = plain(parameter.type)
            if isinstance(kind, Reference):
                self._reach((parameter.name,), self.model.entity(kind.entity), 0)

    def _sign_in(self) -> None:
        """Let the person known last sign in, in the same step where nothing else is known of them."""
        known = self.steps[-1]
        if known.endswith(REGISTERED):
            self.steps[-1] = known.removesuffix(REGISTERED) + " is signed in"
        else:
            self.steps.append("Ann is signed in")

    def _reach(self, path: Path, entity: Entity, depth: int) -> str:
        """Return how a record is called; write the step that makes it where there is none yet."""
        if path == self.actor.path:
            path = ("me",)
        if path not in self.names:
            if entity.is_role:
                self._person(path, entity, OTHERS[len(self.names) % len(OTHERS)])
            else:
                self._record(path, entity, depth)
        return self.names[path]

    def _person(self, path: Path, entity: Entity, name: str) -> None:
        self.names[path] = f'"{name}"'
        values = self._values(path, entity, 0)
        known = f"{words_of(entity.name)} {self.names[path]}{REGISTERED}"
        self.steps.append(f"{known} with {' and '.join(values)}" if values else known)

    def _record(self, path: Path, entity: Entity, depth: int) -> None:
        key, words = entity.key, words_of(entity.name)
        number = sum(name.startswith(f'"{entity.name[0]}') for name in self.names.values()) + 1
        written = self.situation.values.get((*path, key.name), _key(entity, number))
        values = self._values(path, entity, depth)
        ending = f" with {' and '.join(values)}" if values else ""
        if key.is_generated:
            self.names[path] = f"the {words}"
            self.steps.append(f"a {words}{ending or _any_field(entity, self.situation)}")
        else:
            self.names[path] = spell(written, key.type)
            self.steps.append(f"a {words} {self.names[path]}{ending}")

    def _values(self, path: Path, entity: Entity, depth: int) -> list[str]:
        found: list[str] = []
        for item in entity.fields:
            value = None if item.is_key or item.derived else self._value(path, item, depth)
            found += [f"{item.name} {value}"] if value is not None else []
        return found

    def _value(self, path: Path, item: Field, depth: int) -> str | None:
        """Return the written value of a field; None where a sample will do, or where it stays empty."""
        kind, own = plain(item.type), (*path, item.name)
        if isinstance(kind, Reference):
            is_needed = needs_sample(item) or any(known[: len(own)] == own for known in self.situation.values)
            if own != self.actor.path and not (is_needed and depth < DEEPEST):
                return None
            return self._reach(own, self.model.entity(kind.entity), depth + 1)
        value = self.situation.values.get(own)
        return None if value is None else spell(value, item.type)


def _key(entity: Entity, number: int) -> Value:
    return number if isinstance(plain(entity.key.type), Int) else f"{entity.name[0]}{number}"


def _any_field(entity: Entity, situation: Situation) -> str:
    """Return ` with <field> <value>`, since a record without a key to write needs something to be written."""
    for item in entity.fields:
        if not (item.is_key or item.derived or isinstance(plain(item.type), Reference)):
            return f" with {item.name} {spell(situation.value_of((item.name,), item.type, item.label), item.type)}"
    return ""
