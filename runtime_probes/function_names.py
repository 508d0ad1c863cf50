"""What the functions of a module are called, by their index: for reports, which are read by people."""

from .binary.contents import Contents
from .binary.entities import ExternKind


def function_names(contents: Contents) -> dict[int, str]:
    """Return the name of each function that has one: as the section of names, an import or the first export has it."""
    found: dict[int, str] = {}
    for index, imported in enumerate(contents.imported(ExternKind.FUNCTION)):
        found[index] = f"{imported.module}.{imported.name}"
    for export in contents.exports:
        if export.kind is ExternKind.FUNCTION:
            found.setdefault(export.index, export.name)
    return {**found, **contents.names.functions}
