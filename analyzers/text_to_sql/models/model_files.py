"""Reads models from their files."""

from typing import TypeVar

from ....diagnostics import WeftError
from ..json_files import decoded

Model = TypeVar("Model")


class UnusableModel(WeftError, ValueError):
    """A file holds no model that this version can read."""


def read_model(content: bytes, kind: type[Model]) -> Model:
    """Return the model of a kind that a file of JSON holds; raises UnusableModel."""
    return decoded(content, kind, UnusableModel)
