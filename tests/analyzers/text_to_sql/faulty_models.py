"""Models on this machine that write a query for each question about ages, and often fail; a project that asks them."""

import re
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from random import Random
from typing import Any

from fake_endpoint import Reply, fails, running_endpoint, says, text
from msgspec import Struct, field
from msgspec.structs import replace

AGES = range(20, 60)
_REPLIES = {
    "busy": fails(429, "slow down", Retry_After="0"),
    "broken": fails(500),
    "hangs up": Reply((), status=0),
    "breaks off": Reply((text("SELECT"),)),
    "malformed": Reply((b"data: {nonsense\n\n",)),
    "says nothing": Reply((b"data: [DONE]\n\n",)),
}
FAULTS = tuple(_REPLIES)


class FaultyModel(Struct, eq=False):
    """Answers a question "older than N", after `delay` seconds; a share of calls meets with one of FAULTS.

    `came` has when calls came, by this machine's clock, `names` which model they asked, and `met` what they met with.
    `hold` keeps answers back from so many on.
    """

    random: Random
    share: float = 0.0
    delay: float = 0.0
    came: list[float] = field(default_factory=list[float])
    names: list[str] = field(default_factory=list[str])
    met: Counter[str] = field(default_factory=Counter[str])
    lock: threading.Lock = field(default_factory=threading.Lock)
    hold: int | None = None
    holds: threading.Event = field(default_factory=threading.Event)

    def answer(self, body: dict[str, Any]) -> Reply:
        """Return the reply to a call."""
        with self.lock:
            self.came.append(time.monotonic())
            self.names.append(body["model"])
            is_held = self.hold is not None and len(self.came) > self.hold
            fault = FAULTS[sum(self.met.values()) % len(FAULTS)] if self.random.random() < self.share else "none"
            self.met[fault] += 1
        if is_held:
            self.holds.set()
            return Reply((b": wait\n\n",), delay=0.2, is_endless=True)
        if fault != "none":
            return _REPLIES[fault]
        (age,) = re.findall(r"older than (\d+)", body["messages"][-1]["content"])
        return replace(says(f"```sql\nSELECT name FROM singer WHERE age > {age}\n```"), delay=self.delay / 5)


@contextmanager
def project(folder: Path, models: Sequence[FaultyModel], limits: str = "retries = 6", own: str = "") -> Generator[Path]:
    """Yield a folder with questions, a database, and settings of endpoints for these models."""
    with ExitStack() as servers:
        urls = [servers.enter_context(running_endpoint((), model.answer)).url for model in models]
        (folder / "pyproject.toml").write_text(_settings(urls, limits, own))
        (folder / "questions.txt").write_text("".join(f"Which singers are older than {age}?\n" for age in AGES))
        with closing(sqlite3.connect(folder / "singers.sqlite")) as database, database:
            database.execute("CREATE TABLE singer (id INTEGER PRIMARY KEY, name TEXT, age INTEGER)")
            database.executemany("INSERT INTO singer (name, age) VALUES (?, ?)", [(f"s{age}", age) for age in AGES])
        yield folder


def _settings(urls: Sequence[str], limits: str, own: str) -> str:
    tables = (
        f'[[tool.weft.route.endpoints]]\nname = "e{number}"\naddress = "{url}"\n{own}\n'
        for number, url in enumerate(urls, 1)
    )
    return f'[tool.weft.route]\nmodel = "small"\n{limits}\n' + "".join(tables)
