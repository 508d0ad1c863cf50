"""Backgrounds as functions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Background:
    """Steps that several tests share, as a function."""

    name: str
    title: str
    arguments: str
    returns: str
    people: tuple[str, ...]
    lines: tuple[str, ...]
    call: str
