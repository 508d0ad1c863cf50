"""Emits everything under tests/ of a generated system."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from ...dsl.model import Model
from ..backend import OutputFile
from .drivers import driver_files
from .example_records import Examples
from .module_accounts import account_files
from .module_api_actions import offered_file
from .module_api_records import exposed_file
from .module_common import common_files
from .module_concurrency import concurrency_file
from .module_database import database_file
from .module_pages import page_files
from .module_tasks import task_page_files
from .random_actions import random_actions_file
from .scenario_files import scenario_files
from .support_files import support_files
from .unit_actions import action_files
from .unit_decisions import decision_file
from .unit_entities import entity_files, invariant_file


class TestSuiteBackend:
    """The tests of the generated system."""

    __test__ = False
    name = "test_suite"

    def emit(self, model: Model) -> Iterable[OutputFile]:
        """Return the test files."""
        examples = Examples(model)
        yield from support_files(model, examples)
        yield from driver_files(model)
        yield from scenario_files(model)
        yield from entity_files(model, examples)
        yield from action_files(model, examples)
        yield from page_files(model, examples)
        yield from task_page_files(model, examples)
        yield from common_files(model)
        yield from account_files(model, examples)
        exposed = [exposed_file(api, item, examples) for api in model.apis for item in api.exposures]
        offered = [offered_file(api, model.action(name), examples) for api in model.apis for name in api.actions]
        yield from _apart(file for file in (*exposed, *offered) if file is not None)
        modules = (database_file(model, examples), concurrency_file(model, examples))
        yield from (file for file in modules if file is not None)
        units = (decision_file(model, examples), invariant_file(model, examples), random_actions_file(model, examples))
        yield from (file for file in units if file is not None)


def _apart(files: Iterable[OutputFile]) -> Iterator[OutputFile]:
    """Yield the files, with a number in the names of those that test the same in one more interface."""
    taken: set[str] = set()
    for file in files:
        path, number = file.path, 1
        while path in taken:
            number += 1
            path = f"{file.path.removesuffix('.py')}_{number}.py"
        taken.add(path)
        yield replace(file, path=path)
