"""The tuples that list events and actions hold all there are, each described."""

from importlib import import_module
from inspect import isclass
from pkgutil import iter_modules

import pytest

from weft.runtime_probes.action import Action
from weft.runtime_probes.actions import ACTIONS
from weft.runtime_probes.event import Event
from weft.runtime_probes.events import EVENTS

OF_ONE_MONITOR = {"EnterContext", "LeaveContext", "SpendInContext"}


def defined(package: str, kind: type) -> set[str]:
    """Return the names of the public classes of a kind that the files of a package define."""
    root = import_module(f"weft.runtime_probes.{package}")
    modules = [import_module(f"{root.__name__}.{each.name}") for each in iter_modules(root.__path__)]
    return {
        name
        for module in modules
        for name, value in vars(module).items()
        if isclass(value) and issubclass(value, kind) and value.__module__ == module.__name__ and name[0] != "_"
    }


@pytest.mark.parametrize(
    ("package", "kind", "listed"), [("events", Event, EVENTS), ("actions", Action, ACTIONS)], ids=["events", "actions"]
)
def test_all_that_a_folder_holds_is_listed_once(package: str, kind: type, listed: tuple[type, ...]) -> None:
    names = [each.__name__ for each in listed]
    assert len(set(names)) == len(names)
    assert set(names) == defined(package, kind) - OF_ONE_MONITOR


@pytest.mark.parametrize("each", [*EVENTS, *ACTIONS], ids=lambda each: each.__name__)
def test_what_is_listed_is_described(each: type) -> None:
    assert (each.__doc__ or "").partition("\n")[0].endswith((".", ","))
