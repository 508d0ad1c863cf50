"""The linter of SQL against sqlfluff and sqruff on the same files: kilobytes in a second of one processor."""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest
from measuring import SLACK, environment

# Bytes of each dialect; sqlfluff reads some ten kilobytes in a second. It and sqruff skip files above 20,000 bytes.
SHARE, LARGEST = 120_000, 20_000
DIALECTS = ("postgres", "bigquery", "duckdb")
TIMES_SQLFLUFF = 25
ALONE, COMPILED = 250, 500


def command(name: str) -> str:
    """Return the path of a peer's command; skip the benchmark where it is not installed."""
    found = shutil.which(name, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    if found is None:
        pytest.skip(f"no {name}: `pip install --group peers`")
    return found


def seconds(arguments: Sequence[str], folder: Path) -> float:
    """Return the processor time of a command that runs in a folder, whatever it finds there."""
    process = subprocess.Popen(
        arguments, cwd=folder, env=environment(folder / "cache"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    return used.ru_utime + used.ru_stime


def copied(corpora: Path, to: Path, share: int | None, largest: int | None) -> dict[str, int]:
    """Copy files of each dialect into a folder of its own; return how many bytes there are of each."""
    sizes: dict[str, int] = {}
    with (corpora / "sql" / "MANIFEST.csv").open(encoding="utf-8") as manifest:
        for number, row in enumerate(csv.DictReader(manifest)):
            file, dialect = corpora / row["file"], row["dialect"]
            size = file.stat().st_size
            fits = (largest is None or size <= largest) and (share is None or sizes.get(dialect, 0) + size <= share)
            if fits and (share is None or dialect in DIALECTS):
                (to / dialect).mkdir(parents=True, exist_ok=True)
                shutil.copy(file, to / dialect / f"{number}.sql")
                sizes[dialect] = sizes.get(dialect, 0) + size
    return sizes


def weft(dialect: str) -> list[str]:
    options = ["--no-cache", "--jobs", "1", "--format", "concise", "--dialect", dialect]
    return [sys.executable, "-m", "weft", "sql", "lint", dialect, *options]


def test_the_whole_corpus_is_read_quickly(tmp_path: Path, corpora: Path) -> None:
    sizes = copied(corpora, tmp_path, None, None)
    taken = sum(seconds(weft(dialect), tmp_path) for dialect in sizes)
    speed = sum(sizes.values()) / 1000 / taken
    parser = find_spec("sqlglot.parser")
    target = ALONE if parser is None or str(parser.origin).endswith(".py") else COMPILED
    print(f"\n  {sum(sizes.values()) / 1e6:.1f} MB in {taken:.1f} processor seconds: {speed:.0f} KB/s, target {target}")
    assert speed >= target / SLACK


def test_peers_are_slower_on_the_same_files(tmp_path: Path, corpora: Path) -> None:
    sqlfluff, sqruff = command("sqlfluff"), command("sqruff")
    sizes = copied(corpora, tmp_path, SHARE, LARGEST)
    fluffed = ruffed = own = 0.0
    for dialect in sizes:
        (tmp_path / ".sqruff").write_text(f"[sqruff]\ndialect = {dialect}\n", encoding="utf-8")
        own += seconds(weft(dialect), tmp_path)
        ruffed += seconds([sqruff, "lint", dialect], tmp_path)
        options = ["--processes", "1", "--disable-progress-bar", "--dialect", dialect]
        fluffed += seconds([sqlfluff, "lint", dialect, *options], tmp_path)
    size = sum(sizes.values()) / 1000
    print(f"\n  {size:.0f} KB, {len(sizes)} dialects, a process each; KB in a processor second:")
    for name, taken in (("weft", own), ("sqruff", ruffed), ("sqlfluff", fluffed)):
        print(f"  {name:<9} {size / taken:8.1f}   {taken / own:6.1f} x the time of weft")
    assert fluffed / own >= TIMES_SQLFLUFF / SLACK
    assert ruffed > own
