"""Reads texts as the system does that was generated in the folder that this is run in: JSON in, JSON out."""

import json
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path.cwd()))
FormReader: Any = __import__("app.pages.forms", fromlist=["FormReader"]).FormReader
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def read(reader: str, options: dict[str, Any], text: str) -> tuple[object, str | None]:
    """Return the value of a text, a number in digits, and what is wrong with it."""
    form = FormReader()
    if reader == "text":
        value = text.strip() if form.is_filled("field", "Label", text, required=True) else None
    else:
        value = getattr(form, reader)("field", "Label", text, **options)
    messages = form.trouble.messages
    return (None, messages[0].message) if messages else (plain(value), None)


def plain(value: object) -> object:
    """Return a value as the rules are given it."""
    match value:
        case datetime():
            return str((value - EPOCH) // timedelta(seconds=1))
        case date():
            return str((value - EPOCH.date()).days)
        case timedelta():
            return str(value // timedelta(seconds=1))
        case int() if not isinstance(value, bool):
            return str(value)
        case _:
            return value


if __name__ == "__main__":
    print(json.dumps([read(*item) for item in json.load(sys.stdin)]))
