"""The scripts of WebAssembly's test suites: which are run, and why others are not."""

import tomllib
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from wast_modules import modules, scripts

from weft.runtime_probes.binary.malformed import MalformedModule
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.binary.writer import write

_LEFT_OUT = Path(__file__).parent / "left_out.toml"


class Suite(NamedTuple):
    """The scripts to run, in a fixed order, those that are left out by the reason, and patterns that fit no script."""

    chosen: list[Path]
    left_out: dict[str, list[str]]
    unused: list[str]


def suite(corpora: Path) -> Suite:
    """Return the scripts of both suites in a folder of corpora."""
    told: dict[str, dict[str, str]] = tomllib.loads(_LEFT_OUT.read_text(encoding="utf-8"))
    reasons = told["scripts"]
    found = Suite([], {}, list(reasons))
    for path in scripts(corpora):
        title = path.relative_to(corpora).as_posix()
        pattern = next((each for each in reasons if fnmatchcase(title, each)), None)
        if pattern is None:
            found.chosen.append(path)
            continue
        found.left_out.setdefault(reasons[pattern], []).append(title)
        if pattern in found.unused:
            found.unused.remove(pattern)
    return found


class Identity(NamedTuple):
    """How many modules were written as they were read, which were not, and how many are malformed and were refused."""

    same: int
    different: list[str]
    refused: int


def identity(corpora: Path) -> Identity:
    """Read and write every module of both suites, those of scripts that are left out included."""
    same, refused, different = 0, 0, list[str]()
    for sample in modules(corpora):
        try:
            if write(read(sample.data)) == sample.data:
                same += 1
            else:
                different.append(sample.script)
        except MalformedModule:
            refused += 1
            if sample.command != "assert_malformed":
                different.append(f"{sample.script}: refused")
    return Identity(same, different, refused)
