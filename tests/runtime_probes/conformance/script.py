"""Turns a script of the WebAssembly test suite into steps whose targets are known before anything runs."""

from dataclasses import dataclass, field

from wast_text import Command, Part, commands, parts, string

ACTIONS = frozenset({"invoke", "assert_return", "assert_trap", "assert_exhaustion", "assert_exception"})


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
    """Make instance number `instance` of a text, or of a module defined before."""

    instance: int
    text: bytes
    definition: bytes | None = None


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
    """A command that says nothing of how modules run, such as that a text is malformed."""


@dataclass
class _Names:
    """What the names of a script stand for at the point that has been read."""

    count: int = 0
    current: int = -1
    named: dict[bytes, int] = field(default_factory=dict[bytes, int])

    def new(self, name: bytes | None) -> int:
        self.current = self.count
        self.count += 1
        if name:
            self.named[name] = self.current
        return self.current


def steps(script: bytes) -> list[Step]:
    """Return the steps of a script in order, one for each command."""
    names = _Names()
    return [_step(command, names) for command in commands(script)]


def _step(command: Command, names: _Names) -> Step:
    line, keyword = command.line, command.keyword
    if keyword == "module":
        return _module(command, names)
    if keyword == "register":
        form = parts(command.text)
        instance = names.named[form[2]] if len(form) > 2 and isinstance(form[2], bytes) else names.current
        return Register(line, keyword, instance, string(form[1]).decode())
    if keyword in ACTIONS:
        form = parts(command.text)
        action = form if keyword == "invoke" else form[1]
        assert isinstance(action, list)
        if action[0] == b"module":
            return Instantiate(line, keyword, -1, _inner_module(command.text))
        return _act(line, keyword, action, names)
    if keyword == "assert_unlinkable":
        return Instantiate(line, keyword, -1, _inner_module(command.text))
    return Skipped(line, keyword)


def _module(command: Command, names: _Names) -> Step:
    words = [word for word in command.text[1:].split(b"(", 1)[0].rstrip(b")").split()[1:] if not word.startswith(b'"')]
    name = next((word for word in words if word.startswith(b"$")), None)
    if words[:1] == [b"definition"]:
        return Define(command.line, "module", name or b"", command.text.replace(b"definition", b"", 1))
    if words[:1] == [b"instance"]:
        called = words[1] if len(words) > 2 else None
        return Instantiate(command.line, "module", names.new(called), b"", words[-1] if len(words) > 1 else b"")
    return Instantiate(command.line, "module", names.new(name), command.text)


def _act(line: int, keyword: str, action: list[Part], names: _Names) -> Act:
    given = action[1]
    named = isinstance(given, bytes) and given.startswith(b"$")
    instance = names.named[given] if named and isinstance(given, bytes) else names.current
    rest = action[2:] if named else action[1:]
    return Act(line, keyword, instance, string(rest[0]), tuple(rest[1:]), action[0] == b"get")


def _inner_module(text: bytes) -> bytes:
    """Return the text of the module within an assertion."""
    start = text.index(b"(module")
    return next(commands(text[start:])).text
