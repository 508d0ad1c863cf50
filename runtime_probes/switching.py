"""Switches on probes: a byte of the added memory for each function and each site, read when the code comes there."""

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from .assembly import ELSE, END, I32_AND, I32_EQZ, IF_VOID, i32_const, i32_load8_u, local_get, local_set, return_call
from .binary.value_types import I32
from .event import Edit, Rank
from .function import Function
from .scratch import Scratch


class Switching(Enum):
    """When a switch takes effect, and what probes cost that are off.

    `AT_CALLS`: the next time a function is called; nothing but a look at a byte for each call. `AT_ONCE`: at the next
    event, loops that are running included; a look at a byte for each site.
    """

    NEVER = "never"
    AT_CALLS = "at calls"
    AT_ONCE = "at once"


class Snippet(NamedTuple):
    """The code of one site: what it does between saving and restoring operands, and the address of its switch.

    `condition` says whether the event happens, and is pushed as a number; `otherwise` is done where the site is off.
    `calls_host` says that Python runs in it, which may turn switches.
    """

    capture: bytes
    action: bytes
    restore: bytes
    switch: int = 0
    condition: bytes = b""
    otherwise: bytes = b""
    calls_host: bool = False


def combined(snippets: Sequence[Snippet], scratch: Scratch, memory: int) -> bytes:
    """Return the code of several sites at one place, in their order.

    Where Python runs in one of them all switches are read before it, so that what it turns waits for the next event.
    """
    if len(snippets) == 1 or not any(snippet.calls_host for snippet in snippets):
        return b"".join(_guarded(snippet, _read(snippet, memory)) for snippet in snippets)
    switched = [(snippet, scratch.local(I32, number, owner=-2)) for number, snippet in enumerate(snippets)]
    reading = b"".join(_read(snippet, memory) + local_set(held) for snippet, held in switched if snippet.switch)
    return reading + b"".join(_guarded(snippet, local_get(held)) for snippet, held in switched)


def choice(function: Function, clone: int, switch: int, memory: int) -> Edit:
    """Return what lets a function go on in its clone with probes where a switch is on."""
    arguments = b"".join(local_get(index) for index in range(len(function.type.parameters)))
    asked = i32_const(0) + i32_load8_u(memory, switch)
    start = function.body.code
    return Edit(start, start, Rank.OPENING, asked + IF_VOID + arguments + return_call(clone) + END)


def _read(snippet: Snippet, memory: int) -> bytes:
    return i32_const(0) + i32_load8_u(memory, snippet.switch)


def _guarded(snippet: Snippet, switch: bytes) -> bytes:
    """Return the code of a site whose switch is read by some code."""
    conditions = [condition for condition in (snippet.condition, switch if snippet.switch else b"") if condition]
    if not conditions:
        return snippet.capture + snippet.action + snippet.restore
    asked = conditions[0] if len(conditions) == 1 else conditions[0] + I32_EQZ + I32_EQZ + conditions[1] + I32_AND
    chosen = asked + IF_VOID + snippet.action + (ELSE + snippet.otherwise if snippet.otherwise else b"") + END
    return snippet.capture + chosen + snippet.restore
