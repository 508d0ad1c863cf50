"""Tests of what every generated system has: signing in, errors, safe headers, the description of the API."""

from collections.abc import Iterator

from ...dsl.model import Model
from ...templates.rendering import render
from ..backend import OutputFile
from ..names import constant_of, variable_of
from ..python_expressions import python_string
from .drivers import identifier_label


def common_files(model: Model) -> Iterator[OutputFile]:
    """Yield the tests that do not depend on what the model says, but on what it has."""
    yield _file("unit/test_formats")
    yield _file("unit/test_hooks")
    role = next((item for item in model.roles if item.identifiers), None)
    view = {
        "role": role and variable_of(role),
        "example": role and constant_of(role.name),
        "label": python_string(identifier_label(model)),
        "prefix": model.apis[0].prefix if model.apis else "",
    }
    if model.apis:
        yield _file("module/test_api_common", **view)
    if model.pages:
        yield _file("module/test_sign_in_page", **view)


def _file(path: str, **view: object) -> OutputFile:
    name = path.rpartition("/")[2].removeprefix("test_")
    return OutputFile(f"tests/{path}.py", render(f"test_suite/{name}.py.jinja", **view))
