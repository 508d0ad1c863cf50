"""The trace is spared the files that it read in the last build; what is kept tells the same as reading again."""

from pathlib import Path

import pytest

from weft.backends.backend import OutputFile
from weft.backends.traceability.code import Traced, file_graph
from weft.compiler import trace_cache
from weft.compiler.cache import cache_folder
from weft.compiler.trace_cache import kept_traces

KNOWN = frozenset({"action:book", "entity:Seat"})
FILES = [
    OutputFile("app/book.py", "def book() -> None:\n    pass\n", ("action:book",)),
    OutputFile("app/seats.sql", "-- name: seats\nSELECT 1\n", ("entity:Seat",)),
]


@pytest.fixture(autouse=True)
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put the cache into a folder of its own, and return the paths of the files that were read."""
    paths: list[str] = []

    def note(file: OutputFile, known: frozenset[str]) -> Traced:
        paths.append(file.path)
        return file_graph(file, known)

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(trace_cache, "file_graph", note)
    return paths


def traced(files: list[OutputFile], known: frozenset[str] = KNOWN) -> list[Traced]:
    with kept_traces("spec") as reader:
        return [reader(file, known) for file in files]


def test_only_what_changed_is_read_again(read: list[str]) -> None:
    traced(FILES)
    changed = [FILES[0], OutputFile("app/seats.sql", "-- name: all\nSELECT 2\n", ("entity:Seat",))]
    assert traced(changed) == [file_graph(file, KNOWN) for file in changed]
    assert read == ["app/book.py", "app/seats.sql", "app/seats.sql"]


def test_what_a_file_serves_and_which_ids_are_known_count_too(read: list[str]) -> None:
    traced(FILES[:1])
    traced(FILES[:1], KNOWN | {"action:cancel"})
    traced([OutputFile(FILES[0].path, FILES[0].text, ("entity:Seat",))])
    assert read == ["app/book.py"] * 3


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": 1}'])
def test_a_spoilt_cache_only_costs_time(content: bytes) -> None:
    first = traced(FILES)
    [path] = (cache_folder() / "traced").iterdir()
    path.write_bytes(content)
    assert traced(FILES) == first
