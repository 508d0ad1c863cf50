"""Plays random commands on the reference interpreter, and spells what it sees as the database does."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from weft.backends.list_tables import ListTable, list_tables
from weft.backends.names import plural_of_entity, python_name
from weft.dsl.interpreter.interpreter import Interpreter
from weft.dsl.interpreter.outcomes import Accepted, Person
from weft.dsl.model import Action, BySystem, Model
from weft.dsl.value_types import (
    Bool,
    Choice,
    Date,
    Decimal,
    Int,
    ListOf,
    Money,
    Optional,
    Password,
    Reference,
    Text,
    plain,
)
from weft.dsl.words import snake_case

WAITS = (30, 60, 600, 1800, 3600, 86400, 3 * 86400)


def spelled(value: Any) -> Any:
    """Return a value as the database holds it."""
    match value:
        case datetime():
            return value.isoformat()[:19] + "Z"
        case date():
            return value.isoformat()
        case timedelta():
            return int(value.total_seconds())
        case _:
            return value


class Player:
    """One run of the interpreter with random commands; `commands` and `seen` are what the copy must repeat."""

    def __init__(self, model: Model, records: dict[str, list[dict[str, Any]]], seed: int) -> None:
        self.model = model
        self.random = random.Random(seed)
        self.interpreter = Interpreter(model)
        self.state = self.interpreter.initial_state()
        for name, rows in records.items():
            for row in rows:
                self.interpreter.effects.insert(self.state, model.entity(name), row)
        self.lists = list(list_tables(model))
        self.first = [[plural_of_entity(name), list(self._rows(name, with_password=True))] for name in records]
        self.first += [[table.name, list(self._members(table))] for table in self.lists]
        self.people = [Person(role.name, key) for role in model.roles for key in self.state.records[role.name]]

    def case(self, number: int, length: int) -> tuple[dict[str, Any], list[Any]]:
        """Return the commands for the copy, and what was answered and seen after each."""
        commands: list[Any] = []
        seen: list[Any] = []
        for _ in range(length):
            command, answer = self._command()
            commands.append(command)
            seen.append([answer, self.seen()])
        tables = [plural_of_entity(entity) for entity in self.model.entities]
        tables += [table.name for table in self.lists]
        clock = self.model.system.clock.isoformat()
        return {
            "number": number,
            "clock": clock,
            "tables": tables,
            "records": self.first,
            "commands": commands,
        }, seen

    def seen(self) -> dict[str, Any]:
        """Return all records, runs, events and open tasks."""
        found: dict[str, Any] = {
            plural_of_entity(entity): list(self._rows(entity.name)) for entity in self.model.entities
        }
        found |= {table.name: list(self._members(table)) for table in self.lists}
        runs = list(self.state.instances.values())
        if not self.model.workflows:
            return found
        found["runs"] = [
            [
                run.workflow,
                str(run.subject),
                run.state,
                spelled(run.entered_at),
                run.status,
                {name: value if isinstance(value, bool) else spelled(value) for name, value in run.data},
            ]
            for run in runs
        ]
        found["events"] = [
            [run.id, spelled(event.at), event.what, event.detail] for run in runs for event in run.events
        ]
        tasks = [task for task in self.state.tasks.values() if task.is_open]
        found["tasks"] = [[task.id, task.instance, task.title, list(task.answers)] for task in tasks]
        return found

    def _members(self, table: ListTable) -> Iterator[dict[str, Any]]:
        """Yield the rows of the table that holds a list."""
        owner, item = table.owner.strip('"'), table.item.strip('"')
        for key, record in self.state.records[table.entity.name].items():
            members: Any = record[table.field.name]
            yield from ({owner: key, item: member} for member in members)

    def _rows(self, name: str, with_password: bool = False) -> Iterator[dict[str, Any]]:
        entity = self.model.entity(name)
        for record in self.state.records[name].values():
            row = {
                field.name: spelled(record[field.name])
                for field in entity.fields
                if field.name in record and not isinstance(plain(field.type), Password | ListOf)
            }
            yield {**row, "password_hash": "x"} if with_password and entity.is_role else row

    def _command(self) -> tuple[list[Any], str]:
        choose = self.random.random()
        tasks = [task for task in self.state.tasks.values() if task.is_open]
        if choose < 0.3:
            seconds = self.random.choice(WAITS)
            self.interpreter.pass_time(self.state, timedelta(seconds=seconds))
            return ["wait", seconds], "ok"
        if choose < 0.5 and tasks:
            person, task = self.random.choice(self.people), self.random.choice(tasks)
            answer = self.random.choice(task.answers)
            outcome = self.interpreter.answer(self.state, person, task, answer)
            return ["answer", person.role, person.key, task.id, answer], told(outcome)
        if choose < 0.6 and self.model.services:
            service = self.random.choice(self.model.services)
            operation = self.random.choice(service.operations)
            outcome = self.random.choice(operation.outcomes)
            self.state.answers[service.name, operation.name] = outcome
            return ["service", snake_case(service.name), operation.name, outcome], "ok"
        return self._perform()

    def _perform(self) -> tuple[list[Any], str]:
        action = self.random.choice([item for item in self.model.actions if not isinstance(item.actor, BySystem)])
        person = self.random.choice(self.people)
        arguments = dict(self._arguments(action))
        outcome = self.interpreter.perform(self.state, person, action.name, arguments)
        given = {python_name(name): sent(value) for name, value in arguments.items()}
        return ["perform", person.role, person.key, python_name(action.name), given], told(outcome)

    def _unknown(self, entity: str) -> Any:
        """Return a key that no record has, unless many were made."""
        is_number = isinstance(plain(self.model.entity(entity).key.type), Int)
        return 99 if is_number else "nobody"

    def _arguments(self, action: Action) -> Iterator[tuple[str, Any]]:
        for parameter in action.parameters:
            kind = plain(parameter.type)
            if isinstance(parameter.type, Optional) and self.random.random() < 0.5:
                yield parameter.name, None
            elif isinstance(kind, Reference):
                known = [*self.state.records[kind.entity], self._unknown(kind.entity)]
                yield parameter.name, self.random.choice(known)
            elif isinstance(kind, ListOf):
                known = [*self.state.records[kind.entity]] * 4 + [self._unknown(kind.entity)]
                yield parameter.name, tuple(self.random.choice(known) for _ in range(self.random.randint(0, 3)))
            elif isinstance(kind, Int | Money | Decimal):
                yield parameter.name, self.random.randint(0, 10)
            elif isinstance(kind, Text | Password):
                yield parameter.name, self.random.choice(["", "abc", f"n{self.random.randint(1, 9)}", "x" * 41])
            elif isinstance(kind, Bool):
                yield parameter.name, self.random.random() < 0.5
            elif isinstance(kind, Choice):
                yield parameter.name, self.random.choice(kind.members)
            elif isinstance(kind, Date):
                yield parameter.name, self.state.now.date() + timedelta(days=self.random.randint(-3, 9))
            else:
                raise TypeError(str(kind))


def told(outcome: object) -> str:
    """Return `ok`, or what the user is told."""
    return "ok" if isinstance(outcome, Accepted) else str(getattr(outcome, "message", outcome))


def sent(value: Any) -> Any:
    """Return a value as the replay reads it."""
    match value:
        case date():
            return {"date": value.isoformat()}
        case (*keys,):
            return {"keys": keys}
        case _:
            return value
