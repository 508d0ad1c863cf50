"""Runs each script in a process of its own: an engine that aborts takes no other script with it."""

import gc
import signal
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import wasmtime
from comparing import NOT_RUN, Sum, Variant, compared, kind_of
from outcomes import Outcome, Run
from probe_sets import NAMES, Probing
from stage import Stage

from weft.runtime_probes.switching import Switching

_EVERYTHING = Path(__file__).parent.parent / "data" / "every_event.wat"
MOST_SECONDS = 300  # for one run of one script


@dataclass
class Plain:
    """How many outcomes of which kind there are without probes, how they ended, and what was not run, and why."""

    kinds: Counter[str] = field(default_factory=Counter[str])
    ends: Counter[str] = field(default_factory=Counter[str])
    not_run: Counter[str] = field(default_factory=Counter[str])

    def add(self, other: "Plain") -> None:
        """Add what another script gave."""
        self.kinds.update(other.kinds)
        self.ends.update(other.ends)
        self.not_run.update(other.not_run)


Found = Plain | Sum | str  # a text says why there is nothing


def found_in(script: Path, variants: Sequence[Variant]) -> Iterator[Found]:
    """Yield what a script does as it is, and then what came of it under each variant of probes.

    Where a process comes to its end before it should, another one goes on with the next variant.
    """
    wanted: list[Variant | None] = [None, *variants]
    while wanted:
        receiving, sending = get_context("fork").Pipe(duplex=False)
        child = get_context("fork").Process(target=_send, args=(script.read_bytes(), wanted, sending))
        child.start()
        sending.close()
        try:
            for _ in list(wanted):
                yield receiving.recv()
                wanted.pop(0)
        except EOFError:
            wanted.pop(0)
            child.join()
            is_late = child.exitcode == -signal.SIGALRM
            yield f"took more than {MOST_SECONDS} seconds" if is_late else f"the process ended: {child.exitcode}"
        child.join()


def warm_up() -> None:
    """Let processes that are forked later begin with what the instrumenter prepares once, which takes it a while."""
    module = bytes(wasmtime.wat2wasm(_EVERYTHING.read_text(encoding="utf-8")))
    for name in NAMES:
        Probing(name, Switching.AT_ONCE).rewritten(module)


def _send(script: bytes, wanted: Sequence[Variant | None], sending: Connection) -> None:
    """Send what is found under some variants, one after the other; what takes too long ends the process."""
    signal.alarm(MOST_SECONDS)
    stage = Stage(script)
    plain = Run(stage).outcomes()
    for variant in wanted:
        signal.alarm(MOST_SECONDS)
        sending.send(_plain(plain) if variant is None else _probed(stage, plain, variant))
        gc.collect()  # stores are in cycles, and each memory in them takes gigabytes of addresses


def _plain(outcomes: Sequence[Outcome]) -> Plain:
    found = Plain()
    for outcome in outcomes:
        if outcome.what.startswith(NOT_RUN):
            found.not_run[f"{outcome.keyword}: {outcome.what.removeprefix(NOT_RUN)}"] += 1
        else:
            found.kinds[kind_of(outcome)] += 1
            found.ends[f"{kind_of(outcome)} {outcome.what.partition(':')[0]}"] += outcome.keyword.startswith("assert")
    return found


def _probed(stage: Stage, plain: Sequence[Outcome], variant: Variant) -> Sum:
    probing = Probing(variant.probes, variant.switching)
    found = compared(plain, Run(stage, probing.rewritten).outcomes())
    found.refused.update(probing.refused)
    return found
