"""Fingerprints are taken quickly enough for logs of millions of statements."""

import time

from measuring import SLACK, report

from weft.analyzers.sql_lint.fingerprint import fingerprint, normaliser

SHORT = [f"SELECT id, name FROM users WHERE id = {number} AND status = 'active'" for number in range(50_000)]


def test_a_hundred_thousand_short_statements_take_a_second() -> None:
    normalise = normaliser("postgres")
    seconds: list[float] = []
    for _ in range(3):
        started = time.process_time()
        for sql in SHORT:
            fingerprint(normalise(sql))
        seconds.append(time.process_time() - started)
    figure = min(seconds) * 100_000 / len(SHORT)
    report({"100,000 fingerprints of short statements": (figure, 1.0)}, "s")
    assert figure <= SLACK
