"""How many values the functions of a module take and give at most."""

from .binary.contents import Contents
from .binary.entities import ExternKind

MOST_TOLD = 16  # arguments, or results, that a record has room for: it has that for each call


def most_parameters(contents: Contents, *, imports: bool = False) -> int:
    """Return how many arguments the function with the most takes: of those defined, or those imported."""
    return max((len(contents.function_type(index).parameters) for index in _indices(contents, imports)), default=0)


def most_results(contents: Contents, *, imports: bool = False) -> int:
    """Return how many results the function with the most gives: of those defined, or those imported."""
    return max((len(contents.function_type(index).results) for index in _indices(contents, imports)), default=0)


def _indices(contents: Contents, imports: bool) -> range:
    imported = len(contents.imported(ExternKind.FUNCTION))
    return range(imported) if imports else range(imported, imported + len(contents.functions))


def recorded_arguments(contents: Contents) -> dict[str, int]:
    """Return the fields of a record of the first arguments of a function, in eight bytes each."""
    return {f"argument{number}": 8 for number in range(min(MOST_TOLD, most_parameters(contents)))}


def recorded_results(contents: Contents) -> dict[str, int]:
    """Return the fields of a record of the first results of a function, in eight bytes each."""
    return {f"result{number}": 8 for number in range(min(MOST_TOLD, most_results(contents)))}
