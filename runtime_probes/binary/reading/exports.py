"""Decoding the export section."""

from ..cursor import Cursor
from ..entities import Export, ExternKind


def read_exports(cursor: Cursor) -> tuple[Export, ...]:
    """Read the payload of the export section."""
    exports = cursor.vector(_read_export)
    cursor.expect_end("the exports")
    return exports


def _read_export(cursor: Cursor) -> Export:
    """Read one export."""
    return Export(cursor.name(), ExternKind(cursor.flag_byte(max(ExternKind), "export kind")), cursor.u32())
