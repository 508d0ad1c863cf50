"""Compiling takes a second or two from nothing, and a fraction of one where little or nothing changed."""

import shutil
from pathlib import Path

import pytest
from measuring import SLACK, TICKETS, report, weft_seconds
from synthetic import write_synthetic

ROUNDS = 3


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache folder that an earlier build has filled."""
    folder = tmp_path_factory.mktemp("cache")
    build(TICKETS, folder / "out", folder)
    return folder


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the synthetic spec: ten entities, twenty actions, two hundred scenarios."""
    folder = tmp_path_factory.mktemp("big") / "spec"
    write_synthetic(folder)
    return folder


def build(spec: Path, out: Path, cache: Path) -> float:
    """Build a spec into files on disk and return what that took."""
    return weft_seconds(["build", spec, "--out", out, "--quiet"], cache)


def test_the_ticket_booking_example_is_compiled_in_a_second(tmp_path: Path, cache: Path) -> None:
    cold = [build(TICKETS, tmp_path / f"a{turn}", tmp_path / f"cache{turn}") for turn in range(ROUNDS)]
    warm = [build(TICKETS, tmp_path / f"b{turn}", cache) for turn in range(ROUNDS)]
    same = [build(TICKETS, tmp_path / "b0", cache) for _ in range(ROUNDS)]
    figures = {
        "ticket booking, nothing kept": (min(cold), 1.0),
        "ticket booking, with Weft's cache": (min(warm), 1.0),
        "ticket booking, nothing changed": (min(same), 0.4),
    }
    report(figures, "s")
    assert all(figure <= target * SLACK for figure, target in figures.values())


def test_two_hundred_scenarios_are_compiled_in_two_seconds(big: Path, tmp_path: Path, cache: Path) -> None:
    cold = [build(big, tmp_path / f"out{turn}", tmp_path / f"cache{turn}") for turn in range(ROUNDS)]
    same = [build(big, tmp_path / "out0", tmp_path / "cache0") for _ in range(ROUNDS)]
    figures = {"200 scenarios, nothing kept": (min(cold), 2.0), "200 scenarios, nothing changed": (min(same), 0.4)}
    report(figures, "s")
    assert all(figure <= target * SLACK for figure, target in figures.values())


@pytest.mark.parametrize(
    ("block", "old", "new"),
    [
        ("scenario", 'called "Thing 7"', 'called "Other {turn}"'),
        ("entity", "pieces: int(0..500)", "pieces: int(0..60{turn})"),
    ],
)
def test_a_change_of_one_block_is_compiled_in_half_a_second(
    block: str, old: str, new: str, big: Path, tmp_path: Path, cache: Path
) -> None:
    spec = tmp_path / "spec"
    shutil.copytree(big, spec)
    path = spec / "machine.weft"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    build(spec, tmp_path / "out", cache)
    taken: list[float] = []
    for turn in range(ROUNDS):
        path.write_text(text.replace(old, new.format(turn=turn), 1), encoding="utf-8")
        taken.append(build(spec, tmp_path / "out", cache))
    report({f"200 scenarios, one {block} changed": (min(taken), 0.5)}, "s")
    assert min(taken) <= 0.5 * SLACK
