"""The rules of forms are lowered again only where they mean something else."""

from pathlib import Path

import pytest

from weft.backends.backend import OutputFile
from weft.backends.wasm import wasm_backend
from weft.compiler.cache import cache_folder
from weft.compiler.rules_cache import kept_rules
from weft.diagnostics import Source
from weft.dsl.compile import compile_sources

SPEC = """\
System: Shop
  clock 2026-03-02 08:00
Decision: dear(price: money) -> bool
  first match
    | price    | dear |
    | >= 10.00 | yes  |
    | -        | no   |
Entity: Item
  name: text(2..20) key
  price: money
Action: offer(name: text, price: money) -> Item
  by anyone
  requires not dear(price) else "Too dear"
  creates Item with name = name, price = price
Page: Start at "/"
  title "Shop"
  form offer asks name, price button "Offer"
"""


@pytest.fixture(autouse=True)
def lowered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put the cache into a folder of its own, and return what was lowered."""
    made: list[str] = []
    lower = wasm_backend.pages_file

    def note(*given: object) -> OutputFile:
        file = lower(*given)  # pyright: ignore[reportArgumentType]
        made.append(file.text)
        return file

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(wasm_backend, "pages_file", note)
    return made


def rules(text: str) -> list[OutputFile]:
    """Return the file of the rules of a specification."""
    return kept_rules(compile_sources([Source("shop.weft", text)]).model, "shop.weft")


@pytest.mark.parametrize(("old", "new"), [('"Shop"', '"Our shop"'), ("System:", "\n# a line more\nSystem:"), ("", "")])
def test_what_no_rule_depends_on_lowers_nothing(old: str, new: str, lowered: list[str]) -> None:
    first = rules(SPEC)
    assert rules(SPEC.replace(old, new, 1)) == first
    assert len(lowered) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [("text(2..20)", "text(3..20)"), (">= 10.00", ">= 11.00"), ("not dear(price)", "dear(price)")],
)
def test_a_rule_that_changed_is_lowered_again(old: str, new: str, lowered: list[str]) -> None:
    rules(SPEC)
    rules(SPEC.replace(old, new, 1))
    assert len(set(lowered)) == 2


def test_a_specification_without_forms_has_no_rules_for_pages() -> None:
    assert rules(SPEC.partition("Page:")[0]) == []


def test_a_spoilt_cache_only_costs_time() -> None:
    first = rules(SPEC)
    [path] = (cache_folder() / "rules").iterdir()
    path.write_bytes(b"{")
    assert rules(SPEC) == first
