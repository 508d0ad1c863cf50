"""Emits everything under tests/ of a generated system."""

from collections.abc import Iterable

from ...dsl.model import Model
from ..backend import OutputFile
from .drivers import driver_files
from .example_records import Examples
from .scenario_files import scenario_files
from .support_files import support_files
from .unit_actions import action_files


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
        yield from action_files(model, examples)
