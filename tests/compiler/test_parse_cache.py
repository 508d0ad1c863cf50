"""The parser is spared the sources that it read the last time; what is kept says the same as reading again."""

from collections.abc import Sequence
from pathlib import Path

import lark
import msgspec
import pytest

from weft.compiler import last_build, parse_cache
from weft.compiler.cache import cache_folder
from weft.compiler.last_build import SPECS_KEPT
from weft.compiler.parse_cache import kept_trees
from weft.diagnostics import Source
from weft.dsl.clauses import ClauseParser, default_parser
from weft.dsl.compile import Parsed, compile_sources, parse_source

SYSTEM = Source("a.weft", "System: Shop\n")
ENTITY = Source("b.weft", 'Entity: Train\n  number: text key "Number"\n  seats: int(0..9)\n')
WRONG = Source("c.weft", "Entity: Seat\n  row is 5\n")


@pytest.fixture(autouse=True)
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put the cache into a folder of its own, and return the names of the sources that were parsed."""
    names: list[str] = []

    def note(source: Source, clauses: ClauseParser) -> Parsed:
        names.append(source.name)
        return parse_source(source, clauses)

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(parse_cache, "parse_source", note)
    return names


def parsed(*sources: Source, spec: str = "spec") -> Sequence[Parsed]:
    with kept_trees(spec) as reader:
        return [reader(source, default_parser()) for source in sources]


def kept() -> Path:
    [path] = (cache_folder() / "parsed").iterdir()
    return path


def test_only_what_changed_is_parsed_again(read: list[str]) -> None:
    parsed(SYSTEM, ENTITY)
    changed = Source("b.weft", ENTITY.text.replace("9", "8"))
    assert parsed(SYSTEM, changed) == [parse_source(source, default_parser()) for source in (SYSTEM, changed)]
    assert read == ["a.weft", "b.weft", "b.weft"]


def test_a_change_taken_back_gives_what_was_before() -> None:
    first = parsed(ENTITY)
    parsed(Source("b.weft", ENTITY.text.replace("9", "8")))
    assert parsed(ENTITY) == first


def test_the_same_text_under_another_name_is_another_source(read: list[str]) -> None:
    parsed(ENTITY)
    [(tree, _)] = parsed(Source("z.weft", ENTITY.text))
    assert tree.span.source.name == "z.weft"
    assert read == ["b.weft", "z.weft"]


def test_mistakes_are_kept_with_their_places() -> None:
    first, again = parsed(WRONG), parsed(WRONG)
    assert [item.span.place for _, found in first for item in found]
    assert again == first


def test_what_is_kept_means_the_same() -> None:
    sources = (SYSTEM, ENTITY)
    parsed(*sources)
    with kept_trees("spec") as reader:
        assert compile_sources(sources, default_parser(), reader) == compile_sources(sources, default_parser())


@pytest.mark.parametrize("content", [b"", b"\x80", b"x" * 99])
def test_a_spoilt_cache_only_costs_time(content: bytes) -> None:
    first = parsed(SYSTEM, ENTITY)
    kept().write_bytes(content)
    assert parsed(SYSTEM, ENTITY) == first


def test_one_flipped_byte_is_noticed() -> None:
    first = parsed(ENTITY)
    content = bytearray(kept().read_bytes())
    content[-3] ^= 1
    kept().write_bytes(content)
    assert parsed(ENTITY) == first


def test_what_others_may_write_is_not_read(read: list[str]) -> None:
    parsed(ENTITY)
    kept().chmod(0o666)
    parsed(ENTITY)
    assert read == ["b.weft"] * 2


@pytest.mark.parametrize("maker", ["weft", "msgspec", "lark"])
def test_another_maker_keeps_its_own(maker: str, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    parsed(ENTITY)
    match maker:
        case "weft":
            monkeypatch.setattr(last_build, "weft_fingerprint", lambda: "another")
        case "msgspec":
            monkeypatch.setattr(msgspec, "__version__", "another")
        case _:
            monkeypatch.setattr(lark, "__version__", "another")
    parsed(ENTITY)
    assert read == ["b.weft"] * 2


def test_specs_that_were_not_built_lately_are_forgotten() -> None:
    for number in range(SPECS_KEPT + 3):
        parsed(SYSTEM, spec=f"spec {number}")
    assert len(list((cache_folder() / "parsed").iterdir())) == SPECS_KEPT


def test_a_spec_that_is_built_without_a_change_is_not_forgotten(read: list[str]) -> None:
    parsed(SYSTEM, spec="steady")
    for number in range(SPECS_KEPT + 3):
        parsed(SYSTEM, spec=f"spec {number}")
        read.clear()
        parsed(SYSTEM, spec="steady")
        assert not read
