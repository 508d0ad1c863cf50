"""The settings of `weft route` and `weft ask`: `[tool.weft.route]` in the nearest pyproject.toml."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from ..analyzers.text_to_sql.models.calibration import Calibration
from ..analyzers.text_to_sql.pipelines import PIPELINES
from ..analyzers.text_to_sql.settings import Settings
from .config_tables import KnownSettings, UnusableConfig, checked, find_settings, read_table
from .route_places import places_of
from .route_values import ADDRESS, KEY_VARIABLE, PRICES, is_number, is_table, is_text, price_list


def load_route_config(start: Path) -> Settings:
    """Return the settings in the nearest pyproject.toml above a folder that has any of Weft's, or else none at all.

    Raises UnusableConfig with what is wrong and what may have been meant.
    """
    file = find_settings(start.absolute())
    return read_route_config(file) if file else Settings()


def read_route_config(file: Path) -> Settings:
    """Return the settings in a TOML file; raises UnusableConfig with what is wrong and what may have been meant."""
    try:
        return _settings(read_table(file, "route", SETTINGS), file.parent)
    except UnusableConfig as error:
        raise UnusableConfig(f"{file}: {error}") from None


def _settings(table: Mapping[str, Any], folder: Path) -> Settings:
    default = Settings()
    log = table.get("log", default.log)
    return Settings(
        endpoint=table.get("endpoint", default.endpoint),
        key_variable=table.get("key-variable", default.key_variable),
        endpoints=places_of(table.get("endpoints", [])),
        model=table.get("model", default.model),
        models=checked(table.get("models", {}), _MODELS, "[tool.weft.route.models]"),
        prices=price_list(table.get("prices", {}), "tool.weft.route.prices"),
        seconds=float(table.get("seconds", default.seconds)),
        retries=table.get("retries", default.retries),
        accept=float(table.get("accept", default.accept)),
        settle=float(table.get("settle", default.settle)),
        calibrations=_calibrations(table.get("calibration", {})),
        with_samples=table.get("samples", default.with_samples),
        schema_tokens=table.get("schema-tokens", default.schema_tokens),
        log=str(folder / log) if log else "",
    )


def _calibrations(table: object) -> dict[str, Calibration]:
    where = "[tool.weft.route.calibration]"
    return {name: _calibration(name, one, where) for name, one in checked(table, _CALIBRATED, where).items()}


def _calibration(name: str, table: object, where: str) -> Calibration:
    corners = checked(table, _CALIBRATION, f"{where}: {name}")
    scores, probabilities = (tuple(map(float, corners.get(key, ()))) for key in _CALIBRATION)
    if not scores or len(scores) != len(probabilities):
        raise UnusableConfig(f"{where}: {name} needs as many scores as probabilities, one of each at least")
    return Calibration(scores, probabilities)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10


def _is_size(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= 10_000_000


def _is_probability(value: object) -> bool:
    return is_number(value) and cast("float", value) <= 1


def _are_rising(value: object) -> bool:
    if not isinstance(value, list):
        return False
    items = cast("list[object]", value)
    return all(map(_is_probability, items)) and items == sorted(cast("list[float]", items))


_CORNERS = "a list of rising numbers from 0 to 1, as `weft route calibrate --write` writes them"
_CALIBRATION: KnownSettings = dict.fromkeys(("scores", "probabilities"), (_CORNERS, _are_rising))
_CALIBRATED: KnownSettings = {kind.name: ("a table with `scores` and `probabilities`", is_table) for kind in PIPELINES}
_MODELS: KnownSettings = {kind.name: ("the name of a model", is_text) for kind in PIPELINES}
SETTINGS: KnownSettings = {
    "accept": ("a probability from 0 to 1, from which on an answer is taken", _is_probability),
    "calibration": ("a table from pipelines to tables with `scores` and `probabilities`", is_table),
    "settle": ("a probability from 0 to 1, from which on the last answer is taken", _is_probability),
    "endpoint": ADDRESS,
    "key-variable": KEY_VARIABLE,
    "endpoints": ("a list of tables: [[tool.weft.route.endpoints]]", lambda value: isinstance(value, list)),
    "model": ("the name of a model", is_text),
    "models": ("a table from pipelines to names of models", is_table),
    "prices": PRICES,
    "seconds": ("a number of seconds", is_number),
    "retries": ("a whole number up to 10", _is_count),
    "samples": ("true or false: whether models see values of the database", lambda value: isinstance(value, bool)),
    "schema-tokens": ("a whole number above 0: the most tokens of the schema that a model is shown", _is_size),
    "log": ("the name of a file, below the folder of this one unless it is absolute", is_text),
}
