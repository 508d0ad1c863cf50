"""Assembles the texts of modules as scripts hold them, each once."""

import re

import wasmtime
from wast_text import parts, string

_HEAD = re.compile(rb"\(\s*module(?:\s+\$[^\s()\"]+)?\s+quote\b")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")


class Assembler:
    """Remembers what came of each text."""

    def __init__(self) -> None:
        """Know no text yet."""
        self._made: dict[bytes, bytes | str] = {}  # a text says why it is refused

    def assembled(self, text: bytes) -> bytes:
        """Return the bytes of a module; raise `WasmtimeError` for a text that the engine's assembler refuses."""
        if text not in self._made:
            self._made[text] = _tried(text)
        made = self._made[text]
        if isinstance(made, str):
            raise wasmtime.WasmtimeError(made)  # not the one that was caught, whose traceback would keep each run
        return made


def _tried(text: bytes) -> bytes | str:
    try:
        return bytes(wasmtime.wat2wasm(_plain(text)))
    except wasmtime.WasmtimeError as error:
        return str(error)


def _plain(text: bytes) -> bytes:
    """Return a text as the assembler knows it.

    It takes no quoted modules, and refuses letters that look like others: they become numbers, as in strings they may.
    """
    if _HEAD.match(text):
        return b" ".join(string(word) for word in parts(text) if isinstance(word, bytes) and word.startswith(b'"'))
    return _NOT_ASCII.sub(lambda letter: b"\\%02x" % letter[0][0], text)
