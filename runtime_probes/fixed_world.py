"""A clock and random bytes that are the same in every run, in the place of WASI's."""

from random import Random

import wasmtime

WASI = "wasi_snapshot_preview1"
START = 1_000_000_000 * 1_000_000_000  # nanoseconds since 1970: a moment in 2001
STEP = 1_000_000  # how far the clock moves each time it is read


class FixedWorld:
    """What a program sees of time and chance: a clock that moves a millisecond each time, bytes from a seed."""

    def __init__(self, seed: int = 0) -> None:
        """Take the seed."""
        self._random = Random(seed)
        self._time = START

    def define(self, linker: wasmtime.Linker) -> None:
        """Put its functions in the place of those that a linker has from WASI."""
        i32, i64 = wasmtime.ValType.i32(), wasmtime.ValType.i64()
        clock = wasmtime.FuncType([i32, i64, i32], [i32])
        random = wasmtime.FuncType([i32, i32], [i32])
        linker.allow_shadowing = True
        linker.define_func(WASI, "clock_time_get", clock, self._clock_time_get, access_caller=True)
        linker.define_func(WASI, "random_get", random, self._random_get, access_caller=True)

    def _clock_time_get(self, caller: wasmtime.Caller, clock: int, precision: int, address: int) -> int:
        self._time += STEP
        return _written(caller, self._time.to_bytes(8, "little"), address)

    def _random_get(self, caller: wasmtime.Caller, address: int, length: int) -> int:
        return _written(caller, self._random.randbytes(length & 0xFFFFFFFF), address)


def _written(caller: wasmtime.Caller, content: bytes, address: int) -> int:
    """Write into the memory of the program; return WASI's number for success, or for a bad address."""
    memory = caller.get("memory")
    start = address & 0xFFFFFFFF
    if not isinstance(memory, wasmtime.Memory) or start + len(content) > memory.data_len(caller):
        return 21
    memory.write(caller, content, start)
    return 0
