"""Reads models from their files."""

from typing import TypeVar

import msgspec

from ....diagnostics import WeftError

Model = TypeVar("Model")


class UnusableModel(WeftError, ValueError):
    """A file holds no model that this version can read."""


def decoded(content: bytes, kind: type[Model]) -> Model:
    """Return the model of a kind that a file of JSON holds; raises UnusableModel."""
    try:
        return msgspec.json.decode(content, type=kind)
    except msgspec.MsgspecError as error:
        raise UnusableModel(str(error)) from None
