"""Writes a query log of a gigabyte and measures `weft sql lint --log` on it; by hand, as it takes minutes.

    python tests/benchmarks/big_query_log.py [--distinct] [--megabytes 1024] [--jobs 1] [--limit 0]

With `--distinct` nearly every statement has a fingerprint of its own, the worst case for memory.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

USUAL = 2_000
COLUMNS = ("id", "name", "email", "status", "total", "created_at", "customer_id", "region", "country", "amount")


def lines(size: int, kinds: int) -> Iterator[str]:
    """Yield lines of JSON of about so many bytes, with so many fingerprints."""
    written = number = 0
    while written < size:
        kind = (number * 7919) % kinds
        chosen = ", ".join(COLUMNS[(kind + offset) % len(COLUMNS)] for offset in range(1 + kind % 5))
        sql = (
            f"SELECT {'*' if kind % 50 == 0 else chosen} FROM orders_{kind} AS o"
            f" JOIN customers AS c ON c.id = o.customer_id"
            f" WHERE o.total > {number} AND c.name LIKE '{'%' if kind % 10 == 0 else ''}name {number % 97}%'"
        )
        line = json.dumps({"sql": sql, "duration": number % 1000 / 10, "database": "shop", "user": "app"}) + "\n"
        written += len(line)
        number += 1
        yield line


def measured(log: Path, jobs: int, limit: int) -> tuple[float, float, str]:
    """Return the seconds a fresh process takes for a log, the megabytes its largest process held, and its summary."""
    arguments = [
        "sql",
        "lint",
        "--log",
        log,
        "--dialect",
        "postgres",
        "--jobs",
        jobs,
        "--log-limit",
        limit,
        "--top",
        "3",
    ]
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "weft", *map(str, arguments)], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    told = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in (0, 1), told
    return time.perf_counter() - started, used.ru_maxrss / 1024, told.splitlines()[-1]


def main() -> None:
    """Write the log, measure, and print one line of figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--distinct", action="store_true")
    parser.add_argument("--megabytes", type=int, default=1024)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--limit", type=int, default=0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log.jsonl"
        with log.open("w") as file:
            file.writelines(lines(asked.megabytes << 20, 1 << 40 if asked.distinct else USUAL))
        seconds, memory, summary = measured(log, asked.jobs, asked.limit)
        size = log.stat().st_size / (1 << 20)
    print(
        f"{size:,.0f} MB, {asked.jobs} processes: {seconds:,.1f} s, {size / seconds:,.1f} MB/s, peak {memory:,.0f} MB"
    )
    print(summary)


if __name__ == "__main__":
    main()
