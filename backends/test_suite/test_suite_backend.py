"""Emits everything under tests/ of a generated system."""

from collections.abc import Iterable

from ...dsl.model import Model
from ..backend import OutputFile
from .drivers import driver_files
from .example_records import Examples
from .module_api import api_files
from .module_database import database_file
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
        yield from api_files(model, examples)
        modules = (database_file(model, examples),)
        yield from (file for file in modules if file is not None)
        units = (decision_file(model, examples), invariant_file(model, examples), random_actions_file(model, examples))
        yield from (file for file in units if file is not None)
