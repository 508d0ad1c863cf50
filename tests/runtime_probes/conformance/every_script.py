"""Runs the scripts of WebAssembly's test suites plain and with probes, and says which outcomes changed.

Given the folder of corpora, `--every N` takes each N-th script only. What is printed: how many outcomes of which kind
there were under which probes, what changed, the scripts that could not be run, and all of that as JSON.
"""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from isolation import Found, compared, variants

from weft.runtime_probes.switching import Switching

# Proposals that no engine here takes part in, and components, which are no core modules.
_LEFT_OUT = ("component-model", "stack-switching", "shared-everything", "legacy", "custom-descriptors")
_MOST_SHOWN = 20


@dataclass
class Result:
    """How many outcomes of which kind there were under which probes, what changed, and what could not be run at all."""

    kinds: Counter[str] = field(default_factory=Counter[str])
    differences: list[str] = field(default_factory=list[str])
    aborted: list[str] = field(default_factory=list[str])

    def add(self, other: "Result") -> None:
        """Add what another part of the scripts gave."""
        self.kinds.update(other.kinds)
        self.differences += other.differences
        self.aborted += (each for each in other.aborted if each not in self.aborted)


def main() -> int:
    """Run the command; return 1 where any outcome changed."""
    options = _options()
    result = Result()
    if options.share is None:
        for line in _shared(options):
            found = json.loads(line)
            result.add(Result(Counter(found["kinds"]), found["differences"], found["aborted"]))
        for kind, number in sorted(result.kinds.items()):
            print(f"{number:>9,}  {kind}")
        print(*result.aborted, *result.differences[:_MOST_SHOWN], sep="\n")
    else:
        result = _share(options)
    print(json.dumps(vars(result)))
    return 1 if result.differences else 0


def _options() -> Namespace:
    parser = ArgumentParser()
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--only", default="", help="a part of the path of scripts")
    parser.add_argument("--sets", default="", help="names of sets of probes, parted by commas")
    parser.add_argument("--switching", default="", help="the names of ways of switching, parted by commas")
    parser.add_argument("--share", type=int)
    parser.add_argument("--shares", type=int, default=os.cpu_count() or 1)
    return parser.parse_args()


def _shared(options: Namespace) -> list[str]:
    """Share the scripts out to processes; return the last line that each prints."""
    running = [
        subprocess.Popen([sys.executable, *sys.argv, "--share", str(share)], stdout=subprocess.PIPE, text=True)
        for share in range(options.shares)
    ]
    return [process.communicate()[0].splitlines()[-1] for process in running]


def _share(options: Namespace) -> Result:
    """Run this process's share of the scripts."""
    result = Result()
    wanted = _wanted(options)
    for script in scripts(options.corpora, options.only)[:: options.every][options.share :: options.shares]:
        title = script.relative_to(options.corpora).as_posix()
        for (name, switching), (plain, probed) in zip(wanted, compared(script, wanted), strict=False):
            if isinstance(plain, str):
                result.aborted.append(f"{title}: {plain.splitlines()[-1]}")
                break
            probes = f"{name} {switching.name.lower()}"
            result.kinds.update(f"{probes}: {outcome.what.split(':')[0]}" for outcome in plain)
            result.differences += (f"{title} {probes}: {each}" for each in _differences(plain, probed))
    return result


def _wanted(options: Namespace) -> list[tuple[str, Switching]]:
    return [
        (name, switching)
        for name, switching in variants()
        if name in (options.sets or name).split(",")
        and switching.name in (options.switching or switching.name).split(",")
    ]


def scripts(corpora: Path, only: str = "") -> list[Path]:
    """Return the scripts that have core modules which the engine knows, in a fixed order."""
    found = sorted(path for suite in ("wasm-spec", "wasmtime-misc") for path in (corpora / suite).rglob("*.wast"))
    titles = {path: path.relative_to(corpora).as_posix() for path in found}
    return [path for path in found if only in titles[path] and not any(name in titles[path] for name in _LEFT_OUT)]


def _differences(plain: Found, probed: Found) -> list[str]:
    if isinstance(plain, str) or isinstance(probed, str):
        return [] if plain == probed else [str(probed)]
    return [f"{before} became {after}" for before, after in zip(plain, probed, strict=True) if before != after]


if __name__ == "__main__":
    sys.exit(main())
