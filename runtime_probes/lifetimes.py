"""Lets what an engine calls live as long as its store, and no longer."""

from collections.abc import Callable
from types import MethodType
from typing import Any
from weakref import WeakMethod

import wasmtime


def held_by(store: wasmtime.Store, method: Callable[..., Any]) -> Callable[..., Any]:
    """Return what calls a method without keeping its object, which the store keeps instead.

    The engine keeps what it calls until the store goes; where that leads to the store, neither would ever go, and with
    them gigabytes of addresses for each memory.
    """
    assert isinstance(method, MethodType)
    vars(store).setdefault("weft_holds", []).append(method.__self__)
    weak = WeakMethod(method)

    def call(*values: Any) -> Any:
        bound = weak()
        assert bound, "the store still stands"
        return bound(*values)

    return call
