"""Backgrounds as functions, and the file that serves what one of them makes to a person."""

from msgspec import Struct

from ...templates.rendering import render
from ..backend import OutputFile


class Background(Struct, frozen=True):
    """Steps that several tests share, as a function."""

    name: str
    title: str
    arguments: str
    returns: str
    people: tuple[str, ...]
    lines: tuple[str, ...]
    call: str


def look_around_file(shown: list[tuple[str, Background]]) -> OutputFile:
    """Return the file that serves the records of one background to a person."""
    views = [
        {
            "name": item.title.removesuffix(" Background."),
            "module": module,
            "function": item.name,
            "call": f"lambda world: {item.call.replace('actions', 'ServiceActions(world.system)')}"
            if item.call != f"{item.name}(world)"
            else item.name,
        }
        for module, item in shown
    ]
    richest = max(range(len(shown)), key=lambda number: (len(shown[number][1].people), len(shown[number][1].lines)))
    text = render("test_suite/look_around.py.jinja", backgrounds=views, richest=views[richest]["name"])
    return OutputFile("tests/look_around.py", text)
