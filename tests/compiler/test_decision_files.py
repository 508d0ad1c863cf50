"""The log of decisions on disk: lines are added, and only the latest are read."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from weft.analyzers.text_to_sql.routing.decision_log import LoggedAnswer, write_line
from weft.compiler.decision_files import CannotLog, append_decision, latest_decisions


def _entry(question: str) -> LoggedAnswer:
    return LoggedAnswer(datetime(2026, 5, 4, tzinfo=UTC), question, "shop", "cascade", "it runs")


def test_lines_are_added_in_their_order(tmp_path: Path) -> None:
    log = tmp_path / "asked.jsonl"
    for question in ("first", "second"):
        append_decision(log, _entry(question))
    assert [entry.question for entry in latest_decisions(log)] == ["first", "second"]


def test_of_a_long_log_the_latest_is_read(tmp_path: Path) -> None:
    log = tmp_path / "asked.jsonl"
    line = write_line(_entry("x" * 500))
    log.write_bytes(line * ((1 << 20) // len(line) + 50) + write_line(_entry("last")))
    entries = latest_decisions(log)
    assert 1000 < len(entries) <= (1 << 20) // len(line) + 1
    assert entries[-1].question == "last"


@pytest.mark.parametrize("content", [None, b"no log\n", b""])
def test_what_is_no_log_tells_nothing(content: bytes | None, tmp_path: Path) -> None:
    log = tmp_path / "asked.jsonl"
    if content is not None:
        log.write_bytes(content)
    assert latest_decisions(log) == ()


def test_a_log_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotLog, match="the log of decisions cannot be written"):
        append_decision(tmp_path, _entry("first"))
