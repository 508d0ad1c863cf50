"""How many values the functions of a module take and give at most."""

from .binary.contents import Contents
from .binary.entities import ExternKind


def most_parameters(contents: Contents, *, imports: bool = False) -> int:
    """Return how many arguments the function with the most takes: of those defined, or those imported."""
    return max((len(contents.function_type(index).parameters) for index in _indices(contents, imports)), default=0)


def most_results(contents: Contents, *, imports: bool = False) -> int:
    """Return how many results the function with the most gives: of those defined, or those imported."""
    return max((len(contents.function_type(index).results) for index in _indices(contents, imports)), default=0)


def _indices(contents: Contents, imports: bool) -> range:
    imported = len(contents.imported(ExternKind.FUNCTION))
    return range(imported) if imports else range(imported, imported + len(contents.functions))
