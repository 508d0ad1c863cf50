"""Runs scripts, each in a process of its own: an engine that aborts takes no other script with it."""

import os
import pickle
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

from outcomes import Outcome, Rewrite, Run
from probe_sets import MONITORS, PROBE_SETS, Probed, probes_for

from weft.runtime_probes.switching import Switching

Found = list[Outcome] | str  # the outcomes, or why there are none


def variants() -> list[tuple[str, Switching]]:
    """Return each set of probes with each way of switching, and each monitor without."""
    sets = [(name, switching) for name in PROBE_SETS for switching in Switching]
    return [*sets, *((name, Switching.NEVER) for name in MONITORS)]


def compared(script: Path, wanted: Sequence[tuple[str, Switching]]) -> Iterator[tuple[Found, Found]]:
    """Yield the outcomes of a script as it is and with each variant of probes."""
    text = script.read_bytes()
    plain = _isolated(text, None)
    for name, switching in wanted:
        yield (
            plain,
            _isolated(text, lambda module, on=switching, used=name: Probed(module, probes_for(used, module), on)),
        )


def _isolated(script: bytes, rewrite: Rewrite | None) -> Found:
    """Run a script in a child of this process, which itself never uses the engine."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with os.fdopen(writing, "wb") as out:
            out.write(pickle.dumps(_found(script, rewrite)))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as sent:
        found = sent.read()
    os.waitpid(child, 0)
    return cast("Found", pickle.loads(found)) if found else "the engine aborted"


def _found(script: bytes, rewrite: Rewrite | None) -> Found:
    try:
        return Run(script, rewrite).outcomes()
    except Exception:
        return traceback.format_exc()
