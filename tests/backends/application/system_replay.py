"""Runs inside a generated system: does what the commands on standard input say, and prints what it sees.

`python system_replay.py SYSTEM DATABASES`: the folder of a system, and a folder or the address of a server.
"""

# The package `app` exists only where this runs.
# pyright: basic, reportMissingImports=false, reportAttributeAccessIssue=false

import importlib
import json
import sys
from dataclasses import fields
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any


def value_of(stored: Any) -> Any:
    """Read a value as the commands spell it."""
    if isinstance(stored, dict):
        ((kind, text),) = stored.items()
        return {"date": date.fromisoformat, "datetime": datetime.fromisoformat, "keys": tuple}[kind](text)
    return stored


def empty_database(databases: str, number: int) -> str:
    """Return the path or address of an empty database."""
    if "://" not in databases:
        return f"{databases}/{number}.sqlite3"
    from app.database.dialect import dialect_of

    connection = dialect_of(databases).connect()
    connection.execute(f"CREATE SCHEMA case_{number}")
    connection.close()
    return f"{databases}&options=-csearch_path%3Dcase_{number}"


class Replay:
    """One fresh system."""

    def __init__(self, databases: str, case: dict[str, Any], has_workflows: bool) -> None:
        from app.clock import SettableClock
        from app.gateways.gateways import Gateways
        from app.settings import Settings

        self.has_workflows = has_workflows
        self.clock = SettableClock(datetime.fromisoformat(case["clock"]))
        modules = {field.name: importlib.import_module(f"app.gateways.{field.name}") for field in fields(Gateways)}
        stubs = {name: getattr(module, _stub_name(module))() for name, module in modules.items()}
        self.modules, self.stubs, self.gateways = modules, stubs, Gateways(**stubs)
        self.settings = Settings(database=empty_database(databases, case["number"]), secret="test", fast_passwords=True)
        self.tables = case["tables"]
        self.restart()
        for table, rows in case["records"]:
            for row in rows:
                columns = ", ".join(f'"{name}"' for name in row)
                values = ", ".join(f":{name}" for name in row)
                self.connection.execute(f'INSERT INTO "{table}" ({columns}) VALUES ({values})', row)

    def restart(self) -> None:
        """Begin anew with nothing but the database."""
        from app.lifecycle import create_system

        self.system = create_system(self.settings, self.clock, self.gateways)
        self.connection = self.system.database.connection()

    def do(self, command: list[Any]) -> str:
        """Do one command; return what was answered."""
        name, *given = command
        return getattr(self, name)(*given)

    def perform(self, role: str, key: Any, action: str, arguments: dict[str, Any]) -> str:
        from app.domain.roles import Person, Role

        service = getattr(importlib.import_module(f"app.services.{action}"), action)
        values = {name: value_of(value) for name, value in arguments.items()}
        return told(service(self.system.context(Person(Role(role), key)), **values))

    def answer(self, role: str, key: Any, task: int, answer: str) -> str:
        from app.domain.roles import Person, Role
        from app.workflows.answers import answer_task

        return told(answer_task(self.system.context(Person(Role(role), key)), task=task, answer=answer))

    def wait(self, seconds: int) -> str:
        from app.services.scheduler import tick

        self.restart()
        self.clock.move(timedelta(seconds=seconds))
        tick(self.system.context())
        return "ok"

    def service(self, service: str, operation: str, outcome: str) -> str:
        kind = getattr(self.modules[service], f"{operation.title().replace('_', '')}Outcome")
        setattr(self.stubs[service], f"{operation}_outcome", kind(outcome))
        return "ok"

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the rows of a table without passwords."""
        rows = [dict(row) for row in self.connection.all(f'SELECT * FROM "{table}"', {})]
        return [{name: row[name] for name in row if not name.endswith("_hash")} for row in rows]

    def seen(self) -> dict[str, Any]:
        """Return all records, runs, events and open tasks."""
        found: dict[str, Any] = {table: self.rows(table) for table in self.tables}
        if not self.has_workflows:
            return found
        runs = self.connection.all("SELECT * FROM workflow_instances ORDER BY id", {})
        found["runs"] = [
            [row["workflow"], row["subject"], row["state"], row["entered_at"], row["status"], json.loads(row["data"])]
            for row in runs
        ]
        events = self.connection.all("SELECT * FROM workflow_events ORDER BY instance, id", {})
        found["events"] = [[row["instance"], row["at"], row["what"], row["detail"]] for row in events]
        tasks = self.connection.all("SELECT * FROM workflow_tasks WHERE is_open = 1 ORDER BY id", {})
        found["tasks"] = [[row["id"], row["instance"], row["title"], json.loads(row["answers"])] for row in tasks]
        return found


def _stub_name(module: Any) -> str:
    return next(name for name in vars(module) if name.startswith("Stub"))


def told(result: object) -> str:
    from app.domain.values import Rejection

    return result.message if isinstance(result, Rejection) else "ok"


def main() -> None:
    sys.path.insert(0, sys.argv[1])
    has_workflows = (Path(sys.argv[1]) / "app" / "workflows").exists()
    answers = []
    for case in json.load(sys.stdin):
        replay = Replay(sys.argv[2], case, has_workflows)
        answers.append([[replay.do(command), replay.seen()] for command in case["commands"]])
        replay.system.database.close()
    print(json.dumps(answers))


if __name__ == "__main__":
    main()
