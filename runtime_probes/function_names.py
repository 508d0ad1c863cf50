"""What people call the functions of a module."""

from collections.abc import Mapping

from .binary.contents import Contents
from .binary.entities import ExternKind


def function_names(contents: Contents) -> Mapping[int, str]:
    """Return the names of functions by their index: from the section of names, else as exported, else as imported."""
    imported = enumerate(contents.imported(ExternKind.FUNCTION))
    names = {index: f"{each.module}.{each.name}" for index, each in imported}
    exported = [each for each in contents.exports if each.kind is ExternKind.FUNCTION]
    names.update((each.index, each.name) for each in reversed(exported))
    return {**names, **contents.names.functions}
