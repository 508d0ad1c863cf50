"""Which functions a probe is put into, to be given to `Probe` as its `where`."""

from collections.abc import Callable
from fnmatch import fnmatchcase

from .function import Function

Where = Callable[[Function], bool]


def named(*patterns: str) -> Where:
    """Accept functions with a name (in the section of names, or as exported or imported) that fits a shell pattern.

    An imported function `write` of a module `env` is called `env.write`.
    """
    return lambda function: any(fnmatchcase(name, pattern) for name in function.names for pattern in patterns)


def numbered(*indices: int | range) -> Where:
    """Accept functions by their index among all functions, imported ones included."""
    ranges = tuple(range(index, index + 1) if isinstance(index, int) else index for index in indices)
    return lambda function: any(function.index in each for each in ranges)


def using(*opcodes: str) -> Where:
    """Accept functions that have an instruction with one of some opcodes."""
    return lambda function: next(function.places(*opcodes), None) is not None


def of_module(pattern: str) -> Where:
    """Accept the functions of modules whose name, in the section of names, fits a shell pattern."""
    return lambda function: fnmatchcase(function.contents.names.module or "", pattern)


def both(first: Where, second: Where) -> Where:
    """Accept what two predicates accept."""
    return lambda function: first(function) and second(function)


def either(first: Where, second: Where) -> Where:
    """Accept what one of two predicates accepts."""
    return lambda function: first(function) or second(function)


def not_(predicate: Where) -> Where:
    """Accept what a predicate does not accept."""
    return lambda function: not predicate(function)
