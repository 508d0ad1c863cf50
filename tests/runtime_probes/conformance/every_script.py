"""Runs the scripts of WebAssembly's test suites plain and with probes, and says which outcomes changed.

Given the folder of corpora, `--every N` takes each N-th script only. Printed are how many scripts, modules and
assertions there are, how many outcomes stay what they are under which probes, what changed, and what was left out, and
why; `--json` names a file for the same as data.
"""

import json
import os
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from comparing import ASSERTIONS, COMMANDS, STATES, TOLD, Sum, Variant
from isolation import Found, Plain, found_in, warm_up
from probe_sets import NAMES
from suite import Suite, identity, suite

from weft.runtime_probes.switching import Switching

_MOST_SHOWN = 40
_COLUMNS = (ASSERTIONS, COMMANDS, STATES, TOLD)


@dataclass
class Result:
    """What came of all scripts: as they are, under each variant of probes, and what went wrong without a reason."""

    scripts: int = 0
    plain: Plain = field(default_factory=Plain)
    sums: dict[Variant, Sum] = field(default_factory=dict[Variant, Sum])
    unexplained: list[str] = field(default_factory=list[str])

    def add(self, title: str, variants: Sequence[Variant], found: Sequence[Found]) -> None:
        """Add what one script gave: as it is, and under each variant."""
        self.scripts += 1
        plain, *probed = found
        if isinstance(plain, Plain):
            self.plain.add(plain)
        else:
            self.unexplained.append(f"{title}, without probes: {plain}")
        for variant, each in zip(variants, probed, strict=True):
            if isinstance(each, Sum):
                each.changed = [f"{title}, {variant}: {change}" for change in each.changed]
                self.sums[variant].add(each)
            else:
                self.unexplained.append(f"{title}, {variant}: {each}")

    @property
    def wrong(self) -> list[str]:
        """Return all that is not as it should be."""
        return [*self.unexplained, *(change for each in self.sums.values() for change in each.changed)]


def main() -> int:
    """Run the command; return 1 where any outcome changed, or a script could not be run and nothing says why."""
    options, started = _options(), time.monotonic()
    found = suite(options.corpora)
    variants = _wanted(options)
    result = _result(options, found, variants)
    result.unexplained += [f"left_out.toml: no script fits {pattern}" for pattern in found.unused]
    modules = _modules(options.corpora, result) if options.every == 1 and not options.only and not options.skip else ""
    lines = [*_told(result, found, variants), modules, f"{time.monotonic() - started:,.0f} seconds"]
    print(*lines, *result.wrong[:_MOST_SHOWN], sep="\n")
    if options.json:
        sums = {str(variant): vars(each) for variant, each in result.sums.items()}
        told = {"scripts": result.scripts, "plain": vars(result.plain), "sums": sums, "wrong": result.wrong}
        options.json.write_text(json.dumps(told, indent=1), encoding="utf-8")
    return 1 if result.wrong else 0


def _options() -> Namespace:
    parser = ArgumentParser()
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--only", default="", help="a part of the path of scripts")
    parser.add_argument("--skip", type=int, default=0, help="how many of the smallest scripts to leave out")
    parser.add_argument("--sets", default="", help="names of sets of probes, parted by commas")
    parser.add_argument("--switching", default="", help="the names of ways of switching, parted by commas")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def _wanted(options: Namespace) -> list[Variant]:
    return [
        Variant(name, switching)
        for name in NAMES
        for switching in Switching
        if name in (options.sets or name).split(",")
        and switching.name in (options.switching or switching.name).split(",")
    ]


def _result(options: Namespace, found: Suite, variants: Sequence[Variant]) -> Result:
    """Run scripts in several processes, small ones first: one that is interrupted tells of those that are done."""
    result = Result(sums={variant: Sum() for variant in variants})
    titles = {path: path.relative_to(options.corpora).as_posix() for path in found.chosen}
    chosen = [path for path in found.chosen if options.only in titles[path]][:: options.every]
    warm_up()
    with ProcessPoolExecutor(options.processes) as pool:
        smallest = sorted(chosen, key=lambda path: path.stat().st_size)[options.skip :]
        running = {pool.submit(_all_found, path, variants): path for path in smallest}
        try:
            for done in as_completed(running):
                title = titles[running[done]]
                result.add(title, variants, done.result())
                print(f"\r{result.scripts} of {len(smallest)} scripts", end="", file=sys.stderr, flush=True)
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            result.unexplained.append(f"interrupted after {result.scripts} of {len(smallest)} scripts")
    print(file=sys.stderr)
    return result


def _all_found(script: Path, variants: Sequence[Variant]) -> list[Found]:
    return list(found_in(script, variants))


def _modules(corpora: Path, result: Result) -> str:
    """Say how many modules are written as they were read."""
    found = identity(corpora)
    result.unexplained += [f"{script}: not written as it was read" for script in found.different]
    return f"{found.same:,} modules are written as they were read; {found.refused:,} malformed ones are refused"


def _told(result: Result, found: Suite, variants: Sequence[Variant]) -> Iterator[str]:
    """Yield the lines of the report."""
    left_out = sum(map(len, found.left_out.values()))
    yield f"{result.scripts:,} scripts run, {left_out:,} left out; {result.plain.kinds[ASSERTIONS]:,} assertions:"
    yield from (f"{number:>12,} {end}" for end, number in sorted(result.plain.ends.items()) if number)
    yield f"{'unchanged under':34}" + "".join(f"{name:>16}" for name in _COLUMNS) + f"{'changed':>10}"
    for variant in variants:
        numbers = result.sums[variant].unchanged
        counts = "".join(f"{numbers[name]:>16,}" for name in _COLUMNS)
        yield f"{variant!s:34}{counts}{len(result.sums[variant].changed):>10,}"
    yield "left out:"
    yield from (f"{len(titles):>8,} scripts: {reason}" for reason, titles in sorted(found.left_out.items()))
    yield from (f"{number:>8,} commands {reason}" for reason, number in sorted(result.plain.not_run.items()))
    refused = {reason: number for each in result.sums.values() for reason, number in each.refused.items()}
    yield from (f"{number:>8,} modules without probes of the monitor {reason}" for reason, number in refused.items())


if __name__ == "__main__":
    sys.exit(main())
