"""Backgrounds as functions."""

from msgspec import Struct


class Background(Struct, frozen=True):
    """Steps that several tests share, as a function."""

    name: str
    title: str
    arguments: str
    returns: str
    people: tuple[str, ...]
    lines: tuple[str, ...]
    call: str
