"""Trains the models of `weft route` on folders of questions and databases."""

from pathlib import Path

import msgspec

from ..analyzers.text_to_sql.spider_files import read_questions, read_schemas
from ..diagnostics import WeftError
from .progress import show_progress
from .route_sqlite import SqliteFile


class CannotTrain(WeftError, RuntimeError):
    """A library or a file that training needs is not there."""


def train_offline(folder: Path, questions: str, output: Path) -> int:
    """Write the weights of the offline tier and return how many bytes they are; raises CannotTrain, NotSpider."""
    try:
        from ..analyzers.text_to_sql.training.offline import train
    except ImportError as error:
        raise CannotTrain(f"{error}: training needs `pip install 'weft[train]'`") from None
    examples = read_questions(_read(folder / questions))
    schemas = read_schemas(_read(folder / "tables.json"))
    databases = {name: SqliteFile(database_file(folder, name)) for name in sorted({one.database for one in examples})}
    with show_progress(is_shown=True) as report:
        weights = train(examples, schemas, databases, report)
    content = msgspec.json.encode(weights, order="deterministic") + b"\n"
    output.write_bytes(content)
    return len(content)


def database_file(folder: Path, name: str) -> Path:
    """Return where a database of Spider's lies; raises CannotTrain where it is nowhere."""
    for path in (folder / "databases" / f"{name}.sqlite", folder / "database" / name / f"{name}.sqlite"):
        if path.is_file():
            return path
    raise CannotTrain(f"{folder}: there is no database {name}: looked for databases/{name}.sqlite")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotTrain(f"{path}: {error.strerror}") from None
