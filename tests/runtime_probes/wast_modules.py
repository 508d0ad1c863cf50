"""The modules that the scripts (.wast) of WebAssembly's test suites hold, assembled."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import wasmtime

TOKEN = re.compile(rb'\(;|;;[^\n]*|"((?:[^"\\]|\\.)*)"|\(\s*([a-z_]*)|\)', re.DOTALL)
COMMENT = re.compile(rb"\(;|;\)")
ESCAPE = re.compile(rb"\\(?:([0-9a-fA-F]{2})|u\{([0-9a-fA-F_]+)\}|(.))", re.DOTALL)
LETTERS = {b"n": b"\n", b"t": b"\t", b"r": b"\r"}


class Sample(NamedTuple):
    """A module of a script, with the command that it stands in; `text` says that an assembler wrote it."""

    script: str
    command: str
    data: bytes
    text: bool


class Form(NamedTuple):
    """A module's text, and the command of the script that it stands in: `module`, `assert_malformed` and so on."""

    command: str
    text: bytes


def tokens(script: bytes) -> Iterator[re.Match[bytes]]:
    """Yield the strings (group 1), the opening parentheses with their words (group 2) and the closing ones."""
    position = 0
    while token := TOKEN.search(script, position):
        position = end_of_comment(script, token.end()) if token.group() == b"(;" else token.end()
        if token.group()[:2] not in (b"(;", b";;"):
            yield token


def module_forms(script: bytes) -> Iterator[Form]:
    """Yield the modules of a script, those of components aside."""
    words: list[str] = []
    start = 0
    for token in tokens(script):
        if token.group() == b")":
            if words.pop() == "module" and not {"module", "component"} & set(words):
                yield Form(words[-1] if words else "module", script[start : token.end()])
        elif token[1] is None:
            if token[2] == b"module" and "module" not in words:
                start = token.start()
            words.append(token[2].decode())


def end_of_comment(script: bytes, position: int) -> int:
    """Return where a comment of blocks ends; such comments nest."""
    depth = 1
    while depth and (mark := COMMENT.search(script, position)):
        depth += 1 if mark.group() == b"(;" else -1
        position = mark.end()
    return position


def strings(text: bytes) -> bytes:
    """Return the contents of all strings in a text, joined."""
    return b"".join(unescape(token[1]) for token in tokens(text) if token[1] is not None)


def unescape(text: bytes) -> bytes:
    """Return the bytes that a string's text stands for."""

    def plain(escape: re.Match[bytes]) -> bytes:
        if escape[1]:
            return bytes.fromhex(escape[1].decode())
        return chr(int(escape[2], 16)).encode() if escape[2] else LETTERS.get(escape[3], escape[3])

    return ESCAPE.sub(plain, text)


def assembled(form: Form) -> tuple[bytes, bool] | None:
    """Return a module's bytes, and whether the assembler wrote them; nothing where it rejects the text.

    Where a script only makes another instance of a module, there is nothing either.
    """
    head = re.match(rb"\(\s*module(?:\s+definition)?(?:\s+\$[^\s()]+)?\s+(binary|quote|instance)\b", form.text)
    kind = head[1] if head else b""
    if kind == b"instance":
        return None
    if kind == b"binary":
        return strings(form.text), False
    text = strings(form.text) if kind == b"quote" else re.sub(rb"^\(\s*module\s+definition\b", b"(module", form.text)
    try:
        return bytes(wasmtime.wat2wasm(text)), True
    except wasmtime.WasmtimeError:
        return None


def scripts(corpora: Path) -> list[Path]:
    """Return the scripts of both test suites."""
    return sorted(path for suite in ("wasm-spec", "wasmtime-misc") for path in (corpora / suite).rglob("*.wast"))


def modules(corpora: Path) -> list[Sample]:
    """Return all modules of both test suites, those that are meant to be malformed included."""
    return [
        Sample(script.relative_to(corpora).as_posix(), form.command, *made)
        for script in scripts(corpora)
        for form in module_forms(script.read_bytes())
        if (made := assembled(form))
    ]
