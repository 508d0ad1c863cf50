"""Python functions as a module's hooks: those that give nothing back are called some five times as fast as others."""

import ctypes
from collections.abc import Callable
from typing import Any

import wasmtime
from wasmtime import _bindings as engine  # pyright: ignore[reportPrivateUsage]
from wasmtime import _func as functions  # pyright: ignore[reportPrivateUsage]

from .binary.value_types import FunctionType, NumberType
from .lifetimes import held_by

_TYPES = {
    "i32": wasmtime.ValType.i32,
    "i64": wasmtime.ValType.i64,
    "f32": wasmtime.ValType.f32,
    "f64": wasmtime.ValType.f64,
}


def host_function(store: wasmtime.Store, kind: FunctionType, method: Callable[..., Any]) -> wasmtime.Func:
    """Return a function of the host, which lives as long as the store, and so does the object of its method.

    In: a type of numbers only, and what to call with the numbers. What that raises ends the module's run and comes out
    of the call that started it.
    """
    run = held_by(store, method)
    parameters, results = _numbers(kind.parameters), _numbers(kind.results)
    types = [[_TYPES[name]() for name in names] for names in (parameters, results)]
    host_type = wasmtime.FuncType(types[0], types[1])
    if results:
        return wasmtime.Func(store, host_type, run)
    called = _unchecked(parameters, run)
    # It is kept there until the store goes, as functions made in the common way are.
    number = functions.FUNCTIONS.allocate(called)  # pyright: ignore[reportUnknownMemberType]
    made = engine.wasmtime_func_t()
    context = store._context()  # pyright: ignore[reportPrivateUsage]
    engine.wasmtime_func_new_unchecked(context, host_type.ptr(), called, number, functions.finalize, ctypes.byref(made))
    return wasmtime.Func._from_raw(made)  # pyright: ignore[reportPrivateUsage]


def _numbers(kinds: tuple[object, ...]) -> list[str]:
    """Return the names of types, all of which are numbers in what crosses to the host."""
    return [kind.name for kind in kinds if isinstance(kind, NumberType)]


def _unchecked(names: list[str], run: Callable[..., Any]) -> Any:
    """Return what the engine calls with the bits of the parameters, where `wasmtime.Func` would look at each one.

    As that does, it hands over what was raised by way of a variable of the engine's module.
    """
    places = tuple(enumerate(names))

    def called(environment: object, caller: object, values: Any, count: int) -> int:
        try:
            run(*[getattr(values[place], name) for place, name in places])
            return 0
        except BaseException as error:
            functions.LAST_EXCEPTION = error
            trap = wasmtime.Trap("python exception")._consume()  # pyright: ignore[reportPrivateUsage]
            return ctypes.cast(trap, ctypes.c_void_p).value or 0

    return engine.wasmtime_func_unchecked_callback_t(called)
