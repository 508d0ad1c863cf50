"""Reads workers as people write them down, in TOML."""

import tomllib
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import asdict

from ....diagnostics import WeftError
from .worker import Worker

_MOST = 1e9  # so that sums stay finite
_Positive = Annotated[float, Meta(gt=0, le=_MOST)]
_Some = Annotated[int, Meta(ge=1)]
_Price = Annotated[float, Meta(ge=0, le=_MOST)]
_HINT = 'a worker looks like: [[worker]] name = "fast", prefill = 3500, decode = 45, each on a line of its own'


class UnusableWorkers(WeftError, ValueError):
    """Workers are not written as they have to be."""


class _Written(Struct, forbid_unknown_fields=True):
    name: str
    prefill: _Positive
    decode: _Positive
    batch: _Some = 16
    rpm: _Some | None = None
    tpm: _Some | None = None
    input_price: _Price = 0.0
    output_price: _Price = 0.0
    count: Annotated[int, Meta(ge=1, le=1000)] = 1


class _Document(Struct, forbid_unknown_fields=True):
    worker: Annotated[list[_Written], Meta(min_length=1)]


def read_workers(text: str) -> tuple[Worker, ...]:
    """Return the workers of a TOML document: `[[worker]]` tables with the fields of Worker; raises UnusableWorkers.

    `count = 3` stands for three of them, with names that end in numbers.
    """
    try:
        document = msgspec.convert(tomllib.loads(text), _Document)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UnusableWorkers(f"{error}: {_HINT}") from None
    workers = tuple(worker for written in document.worker for worker in _counted(written))
    names = [worker.name for worker in workers]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise UnusableWorkers(f"two workers are called {twice!r}: give each its own name")
    return workers


def _counted(written: _Written) -> tuple[Worker, ...]:
    fields = asdict(written)
    count, name = fields.pop("count"), fields.pop("name")
    if count == 1:
        return (Worker(name, **fields),)
    return tuple(Worker(f"{name}-{number}", **fields) for number in range(1, count + 1))
