"""All bars of `weft sql lint` in one run and one table: small files, a whole corpus, and sqlfluff and sqruff beside it.

Every figure is processor time of one process, its start included, the least of some rounds. With `weft[fast]` installed
the compiled parser is measured too; the other figures are those of the parser in plain Python all the same.
"""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest
from measuring import SLACK, environment

# Bytes of each dialect for the peers: sqlfluff reads some ten kilobytes in a second, and both skip larger files.
SHARE, LARGEST = 120_000, 20_000
DIALECTS = ("postgres", "bigquery", "duckdb")
ROUNDS, ROUNDS_OF_SMALL = 2, 5
STATEMENT = """SELECT c.id, c.name, o.total
FROM customers AS c
JOIN orders AS o ON o.customer_id = c.id
WHERE o.status = 'paid'
"""
Sizes = Mapping[str, int]


class Bar(NamedTuple):
    """What was measured, the figure that was seen, and the least or the most it may be; 0 where nothing is asked."""

    name: str
    figure: float
    unit: str
    at_least: float = 0
    at_most: float = 0

    @property
    def holds(self) -> bool:
        """Say whether the bar is held, on a machine that may do other things besides."""
        enough = self.figure >= self.at_least / SLACK
        return enough and (not self.at_most or self.figure <= self.at_most * SLACK)

    def __str__(self) -> str:
        target = f">= {self.at_least:,.2f}" if self.at_least else f"<= {self.at_most:,.2f}" if self.at_most else ""
        return f"  {self.name:<52} {self.figure:>9,.2f} {self.unit:<5} {target}".rstrip()


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """Return a folder that holds sqlglot without what is compiled of it, whether that is installed or not."""
    spec = find_spec("sqlglot")
    assert spec and spec.origin
    folder = tmp_path / "plain"
    shutil.copytree(Path(spec.origin).parent, folder / "sqlglot", ignore=shutil.ignore_patterns("*.so", "*.pyd"))
    return folder


def test_the_bars_of_the_linter(tmp_path: Path, corpora: Path, plain: Path) -> None:
    for name in ("small", "corpus", "share"):
        (tmp_path / name).mkdir()
    corpus = copied(corpora, tmp_path / "corpus", None, None)
    bars = [*of_small_files(tmp_path / "small", plain)]
    bars += of_corpus(corpus, tmp_path / "corpus", plain)
    bars += of_peers(copied(corpora, tmp_path / "share", SHARE, LARGEST), tmp_path / "share", plain)
    print("\n", *bars, *missing(), sep="\n")
    assert [str(bar) for bar in bars if not bar.holds] == []


def of_small_files(folder: Path, plain: Path) -> Iterable[Bar]:
    """Measure what a hook before a commit does."""
    (folder / "query.sql").write_text("".join(f"{STATEMENT}  AND c.id = {number};\n" for number in range(10)))
    arguments = [*WEFT, "query.sql", "--dialect", "postgres"]
    seconds(arguments, folder, plain)
    cold = least(ROUNDS_OF_SMALL, [([*arguments, "--no-cache"], folder, plain)])
    yield Bar("50 lines, nothing kept", cold, "s", at_most=0.2)
    kept = least(ROUNDS_OF_SMALL, [(arguments, folder, plain)])
    yield Bar("50 lines, kept from the last run", kept, "s", at_most=0.06)


def of_corpus(sizes: Sizes, folder: Path, plain: Path) -> Iterable[Bar]:
    """Measure all of the corpus, a process for each dialect."""
    size, commands = sum(sizes.values()) / 1000, [weft(dialect) for dialect in sizes]
    taken = least(1, [(command, folder, plain) for command in commands])
    yield Bar(f"{size / 1000:.1f} MB of {len(sizes)} dialects", size / taken, "KB/s", at_least=250)
    if is_compiled():
        taken = least(1, [(command, folder, None) for command in commands])
        yield Bar("the same with the compiled parser", size / taken, "KB/s", at_least=500)


def of_peers(sizes: Sizes, folder: Path, plain: Path) -> Iterable[Bar]:
    """Measure Weft and those of its peers that are installed on the same files, one process for all of them.

    Settings say which folder is in which dialect; sqruff, which reads them in one place only, gets a process for each.
    """
    size = sum(sizes.values()) / 1000
    write_settings(folder, sizes)
    own = least(ROUNDS, [([*WEFT, *sizes, "--no-cache"], folder, plain)])
    yield Bar(f"{size:.0f} KB of {len(sizes)} dialects", size / own, "KB/s")
    if is_compiled():
        compiled = least(ROUNDS, [([*WEFT, *sizes, "--no-cache"], folder, None)])
        yield Bar("the same with the compiled parser", size / compiled, "KB/s")
    for name, times in PEERS.items():
        found = command_of(name)
        if found:
            taken = least(ROUNDS, [(command, folder, None) for command in peer(name, found, sizes)])
            yield Bar(f"the same by {name}", size / taken, "KB/s")
            yield Bar(f"Weft is so many times as fast as {name}", taken / own, "times", at_least=times)


def missing() -> Iterable[str]:
    """Yield what was not measured, and how it would be."""
    if not is_compiled():
        yield "  not measured: the compiled parser; pip install 'weft[fast]'"
    for name in PEERS:
        if command_of(name) is None:
            yield f"  not measured: {name}; pip install --group peers"


PEERS = {"sqruff": 1.0, "sqlfluff": 25.0}
WEFT = [sys.executable, "-m", "weft", "sql", "lint", "--jobs", "1", "--format", "concise"]


def weft(dialect: str) -> list[str]:
    return [*WEFT, dialect, "--no-cache", "--dialect", dialect]


def write_settings(folder: Path, dialects: Iterable[str]) -> None:
    """Write into a folder, as Weft and as sqlfluff read it, which dialect the folders in it are named after."""
    settings = [f'[tool.weft.sql.paths."{dialect}/**"]\ndialect = "{dialect}"\n' for dialect in dialects]
    (folder / "pyproject.toml").write_text("".join(settings))
    for dialect in dialects:
        (folder / dialect / ".sqlfluff").write_text(f"[sqlfluff]\ndialect = {dialect}\n")


def peer(name: str, command: str, dialects: Iterable[str]) -> list[list[str]]:
    if name == "sqruff":
        return [[command, "--dialect", dialect, "lint", dialect] for dialect in dialects]
    return [[command, "lint", *dialects, "--processes", "1", "--disable-progress-bar"]]


def command_of(name: str) -> str | None:
    return shutil.which(name, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))


def is_compiled() -> bool:
    parser = find_spec("sqlglot.parser")
    return parser is not None and not str(parser.origin).endswith(".py")


def least(rounds: int, commands: Sequence[tuple[Sequence[str], Path, Path | None]]) -> float:
    """Return the seconds that some commands take together, each the least of its rounds."""
    return sum(min(seconds(*command) for _ in range(rounds)) for command in commands)


def seconds(arguments: Sequence[str], folder: Path, before: Path | None) -> float:
    """Return the processor time of a command that runs in a folder, whatever it finds there.

    Packages are looked for in the folder `before` first.
    """
    env = environment(folder / "cache") | ({"PYTHONPATH": str(before)} if before else {})
    process = subprocess.Popen(arguments, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in (0, 1), arguments
    return used.ru_utime + used.ru_stime


def copied(corpora: Path, to: Path, share: int | None, largest: int | None) -> Sizes:
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
