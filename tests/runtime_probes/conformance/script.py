"""Turns a script of the WebAssembly test suite into steps whose targets are known before anything runs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import cast

from wast_text import Command, Part, commands, parts, string

ACTIONS = frozenset({"invoke", "assert_return", "assert_trap", "assert_exhaustion", "assert_exception"})
REFUSALS = frozenset({"assert_invalid", "assert_malformed", "assert_invalid_custom", "assert_malformed_custom"})
# What a script may hold in the place of commands: the fields of one module.
_FIELDS = frozenset({"func", "memory", "table", "global", "type", "rec", "import", "export", "data", "elem", "tag"})


@dataclass(frozen=True)
class Step:
    """One command to carry out: its line (from 1) and its keyword."""

    line: int
    keyword: str


@dataclass(frozen=True)
class Define(Step):
    """Assemble a module; `name` is what it may be called by when it is instantiated later."""

    name: bytes
    text: bytes


@dataclass(frozen=True)
class Instantiate(Step):
    """Make instance number `instance` of a text, or of a module defined before; later modules import from its name."""

    instance: int
    text: bytes
    definition: bytes | None = None
    name: str = ""


@dataclass(frozen=True)
class Refuse(Step):
    """Try to compile a module that is malformed or invalid."""

    text: bytes


@dataclass(frozen=True)
class Register(Step):
    """Let later modules import from an instance under a name."""

    instance: int
    name: str


@dataclass(frozen=True)
class Act(Step):
    """Call an exported function of an instance, or read an exported global; the arguments stand as text."""

    instance: int
    export: bytes
    arguments: tuple[Part, ...]
    reads_global: bool


@dataclass(frozen=True)
class Skipped(Step):
    """A command that has nothing to do here, and why."""

    reason: str


@dataclass
class _Names:
    """What the names of a script stand for at the point that has been read."""

    numbers: Iterator[int] = field(default_factory=count)
    current: int = -1
    named: dict[bytes, int] = field(default_factory=dict[bytes, int])

    def new(self, name: bytes | None) -> int:
        self.current = next(self.numbers)
        if name:
            self.named[name] = self.current
        return self.current


def steps(script: bytes) -> list[Step]:
    """Return the steps of a script in order, one for each command, those of its threads one after the other."""
    found = list(commands(script))
    if found and found[0].keyword in _FIELDS:
        return [Instantiate(1, "module", 0, script)]
    return list(_steps(found, _Names()))


def _steps(found: list[Command], names: _Names) -> Iterator[Step]:
    for command in found:
        if command.keyword == "thread":
            yield from _thread(command, names)
        else:
            yield _step(command, names)


def _thread(command: Command, names: _Names) -> Iterator[Step]:
    """Yield the steps of a thread, which has names of its own."""
    start = command.text.index(b"(", 1)
    inner = [
        Command(command.line + command.text.count(b"\n", 0, start) + each.line - 1, each.keyword, each.text)
        for each in commands(command.text[start:-1])
        if each.keyword != "shared"
    ]
    return _steps(inner, _Names(names.numbers, names.current, dict(names.named)))


def _step(command: Command, names: _Names) -> Step:
    line, keyword = command.line, command.keyword
    if keyword == "module":
        return _module(command, names)
    if keyword == "register":
        form = parts(command.text)
        instance = names.named[form[2]] if len(form) > 2 and isinstance(form[2], bytes) else names.current
        return Register(line, keyword, instance, string(form[1]).decode())
    if keyword in ACTIONS:
        return _action(command, names)
    if keyword in REFUSALS and b"(component" not in command.text:
        return Refuse(line, keyword, _inner_module(command.text))
    if keyword == "assert_unlinkable":
        return Instantiate(line, keyword, -1, _inner_module(command.text))
    if keyword == "wait":
        return Skipped(line, keyword, "waits for a thread, which has come to its end here")
    return Skipped(line, keyword or "annotation", "components are no core modules" if keyword else "is no command")


def _action(command: Command, names: _Names) -> Step:
    """Return what an assertion is about: a call, a global, or a module that cannot be instantiated."""
    form = parts(command.text)
    action = form if command.keyword == "invoke" else form[1]
    assert isinstance(action, list)
    if action[0] == b"module":
        return Instantiate(command.line, command.keyword, -1, _inner_module(command.text))
    return _act(command.line, command.keyword, action, names)


def _module(command: Command, names: _Names) -> Step:
    words = [word for word in command.text[1:].split(b"(", 1)[0].rstrip(b")").split()[1:] if not word.startswith(b'"')]
    name = next((word for word in words if word.startswith(b"$")), None)
    if words[:1] == [b"definition"]:
        return Define(command.line, "module", name or b"", command.text.replace(b"definition", b"", 1))
    if words[:1] == [b"instance"]:
        called = words[1] if len(words) > 2 else None
        return Instantiate(command.line, "module", names.new(called), b"", words[-1] if len(words) > 1 else b"")
    return Instantiate(command.line, "module", names.new(name), command.text, name=(name or b"")[1:].decode())


def _act(line: int, keyword: str, action: list[Part], names: _Names) -> Act:
    given = action[1]
    named = isinstance(given, bytes) and given.startswith(b"$")
    instance = names.named[cast("bytes", given)] if named else names.current
    rest = action[2:] if named else action[1:]
    return Act(line, keyword, instance, string(rest[0]), tuple(rest[1:]), action[0] == b"get")


def _inner_module(text: bytes) -> bytes:
    """Return the text of the module within an assertion."""
    start = text.index(b"(module")
    return next(commands(text[start:])).text
