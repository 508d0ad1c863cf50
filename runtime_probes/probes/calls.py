"""The monitor `calls`."""

from collections.abc import Iterator, Sequence

from ..binary.contents import Contents
from ..call_counts import INDIRECT_CALLS, indirect_calls
from ..counting_monitor import CountingMonitor
from ..events.call import CALLS, TAIL_CALLS
from ..host import Session
from ..instruction_counts import CountedFunction
from ..operand_types import index_of
from ..probe import Probe
from ..table import Key, Table

_DIRECT = ("call", "return_call")


class Calls(CountingMonitor):
    """How often each call was made, and which functions were called through tables.

    The callee of a call through a table or a reference is -1 where it is no function that the module defines.

    Module:
        (module
          (type $operation (func (param i32) (result i32)))
          (table funcref (elem $half $double))
          (func $half (param i32) (result i32) (i32.div_u (local.get 0) (i32.const 2)))
          (func $double (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2)))
          (func $apply (param i32) (drop (call_indirect (type $operation) (i32.const 7) (local.get 0))))
          (func (export "run") (call $apply (i32.const 0)) (call $apply (i32.const 1)) (call $apply (i32.const 1))))

    Tells:
        calls
        function  name   offset  call           count
        2         apply  0x53    call_indirect  3
        3         run    0x5c    call 2         1
        3         run    0x60    call 2         1
        3         run    0x64    call 2         1

        callees of indirect calls
        function  name   offset  callee  callee name  count
        2         apply  0x53    0       half         1
        2         apply  0x53    1       double       2
    """

    name = "calls"
    wizard = ("calls",)

    def probes(self, contents: Contents) -> Sequence[Probe]:
        """Return the probe that counts, and the one that looks at calls through tables."""
        return (self.counting, INDIRECT_CALLS)

    def tables(self, session: Session) -> Sequence[Table]:
        """Return the calls by their places, and the callees of those through tables."""
        names = session.instrumented.contents.function_names
        sites: list[tuple[Key, tuple[int]]] = []
        for each in self.functions(session):  # one at a time: all instructions at once take much memory
            if each.entries:
                sites += _sites(each)
        reached = tuple(
            (
                (
                    each.caller,
                    names.get(each.caller, ""),
                    hex(each.offset),
                    each.callee,
                    _named(names.get(each.callee)),
                ),
                (each.times,),
            )
            for each in indirect_calls(session)
        )
        at = ("function", "name", "offset")
        return (
            Table("calls", (*at, "call"), ("count",), tuple(sites)),
            Table("callees of indirect calls", (*at, "callee", "callee name"), ("count",), reached),
        )


def _sites(function: CountedFunction) -> Iterator[tuple[Key, tuple[int]]]:
    """Yield the calls of a function that were made."""
    for instruction, count in function.reachable:
        name = instruction.opcode.name
        if count and name in (*CALLS, *TAIL_CALLS):
            index, called, offset, mnemonic = function.at(instruction)
            said = f"{mnemonic} {index_of(instruction)}" if name in _DIRECT else mnemonic
            yield (index, called, offset, said), (count,)


def _named(name: str | None) -> str:
    return "elsewhere" if name is None else name
