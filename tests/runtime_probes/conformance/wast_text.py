"""Takes scripts of the WebAssembly test suite (.wast) apart: its commands, and the parts of one command."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

Part: TypeAlias = "bytes | list[Part]"

_BLOCK_COMMENT = re.compile(rb"\(;|;\)")
_MARK = re.compile(rb'\(;|;;[^\n]*|"(?:[^"\\]|\\.)*"|\(|\)', re.DOTALL)
_TOKEN = re.compile(rb'\(;|;;[^\n]*|"(?:[^"\\]|\\.)*"|\(|\)|[^\s()";]+', re.DOTALL)
_KEYWORD = re.compile(rb"\(\s*([a-z_]+)")
_ESCAPE = re.compile(rb"\\(?:u\{([0-9a-fA-F_]+)\}|([0-9a-fA-F]{2})|(.))", re.DOTALL)
_NAMED_ESCAPES = {b"t": b"\t", b"n": b"\n", b"r": b"\r"}


@dataclass(frozen=True)
class Command:
    """One command of a script: where it starts (a line, from 1), its keyword, and its text."""

    line: int
    keyword: str
    text: bytes


def commands(script: bytes) -> Iterator[Command]:
    """Yield the commands of a script in order, their text untouched."""
    depth = start = at = 0
    while mark := _MARK.search(script, at):
        at = mark.end()
        match mark.group():
            case b"(;":
                at = _after_comment(script, at)
            case b"(":
                start = mark.start() if depth == 0 else start
                depth += 1
            case b")":
                depth -= 1
                if depth == 0:
                    text = script[start:at]
                    keyword = _KEYWORD.match(text)
                    yield Command(script.count(b"\n", 0, start) + 1, keyword[1].decode() if keyword else "", text)
            case _:
                pass


def parts(text: bytes) -> list[Part]:
    """Return the parts of one form: words and strings as they are written, forms as lists."""
    stack: list[list[Part]] = [[]]
    at = 0
    while token := _TOKEN.search(text, at):
        at = token.end()
        word = token.group()
        if word == b"(;":
            at = _after_comment(text, at)
        elif word == b"(":
            stack.append([])
        elif word == b")":
            done = stack.pop()
            stack[-1].append(done)
        elif not word.startswith(b";;"):
            stack[-1].append(word)
    form = stack[0][0]
    assert isinstance(form, list)
    return form


def spelled(part: Part) -> bytes:
    """Return a part as text again."""
    return part if isinstance(part, bytes) else b"(" + b" ".join(map(spelled, part)) + b")"


def string(word: Part) -> bytes:
    """Return the bytes that a string in quotes stands for."""
    assert isinstance(word, bytes)
    return _ESCAPE.sub(_unescaped, word[1:-1])


def _unescaped(escape: re.Match[bytes]) -> bytes:
    code, byte, other = escape.groups()
    if code:
        return chr(int(code, 16)).encode("utf-8", "surrogatepass")
    return bytes.fromhex(byte.decode()) if byte else _NAMED_ESCAPES.get(other, other)


def _after_comment(text: bytes, at: int) -> int:
    """Return where a block comment ends that opened just before `at`; such comments nest."""
    depth = 1
    while depth:
        mark = _BLOCK_COMMENT.search(text, at)
        if mark is None:
            return len(text)
        at = mark.end()
        depth += 1 if mark.group() == b"(;" else -1
    return at
