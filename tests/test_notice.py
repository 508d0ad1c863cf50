"""NOTICE names what was made from the work of others, and goes wherever Weft goes."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")


def test_every_model_that_ships_is_named() -> None:
    shipped = {file.name for file in (ROOT / "analyzers/text_to_sql/models").glob("*.json")}
    assert set(re.findall(r"^  (\w+\.json) ", NOTICE, re.M)) == shipped


def test_what_it_names_is_there() -> None:
    named = re.findall(r"^  (tests/\S+)$", NOTICE, re.M)
    assert named
    assert [pattern for pattern in named if not list(ROOT.glob(pattern))] == []


def test_every_origin_of_the_gold_set_is_named() -> None:
    table = (ROOT / "tests/analyzers/gold/README.md").read_text(encoding="utf-8")
    repositories = re.findall(r"^\| [\w-]+ \| (\S+/\S+) \|", table, re.M)
    assert repositories
    assert [name for name in repositories if f"https://github.com/{name} " not in NOTICE] == []


def test_it_goes_with_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license-files"] == ["LICENSE", "NOTICE"]
