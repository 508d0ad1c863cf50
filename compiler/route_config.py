"""The settings of `weft route` and `weft ask`: `[tool.weft.route]` in the nearest pyproject.toml."""

from collections.abc import Mapping
from math import inf
from pathlib import Path
from typing import Any

from ..analyzers.text_to_sql.language_model.endpoint import is_address, is_variable
from ..analyzers.text_to_sql.language_model.prices import Price, PriceList
from ..analyzers.text_to_sql.pipelines import PIPELINES
from ..analyzers.text_to_sql.settings import Settings
from .config_tables import KnownSettings, UnusableConfig, checked, find_settings, read_table

_PER_MILLION = "a number: the price of a million tokens"


def load_route_config(start: Path) -> Settings:
    """Return the settings in the nearest pyproject.toml above a folder that has any of Weft's, or else none at all.

    Raises UnusableConfig with what is wrong and what may have been meant.
    """
    file = find_settings(start.absolute())
    return read_route_config(file) if file else Settings()


def read_route_config(file: Path) -> Settings:
    """Return the settings in a TOML file; raises UnusableConfig with what is wrong and what may have been meant."""
    try:
        return _settings(read_table(file, "route", SETTINGS))
    except UnusableConfig as error:
        raise UnusableConfig(f"{file}: {error}") from None


def _settings(table: Mapping[str, Any]) -> Settings:
    default = Settings()
    return Settings(
        endpoint=table.get("endpoint", default.endpoint),
        key_variable=table.get("key-variable", default.key_variable),
        model=table.get("model", default.model),
        models=checked(table.get("models", {}), _MODELS, "[tool.weft.route.models]"),
        prices=PriceList({model: _price(model, price) for model, price in table.get("prices", {}).items()}),
        seconds=float(table.get("seconds", default.seconds)),
        retries=table.get("retries", default.retries),
        with_samples=table.get("samples", default.with_samples),
    )


def _price(model: str, table: object) -> Price:
    where = f'[tool.weft.route.prices."{model}"]'
    prices = checked(table, _PRICE, where)
    for key in _PRICE:
        if key not in prices:
            raise UnusableConfig(f"{where} lacks {key!r}, {_PER_MILLION}")
    return Price(prices["prompt"], prices["completion"])


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_address(value: object) -> bool:
    return isinstance(value, str) and is_address(value)


def _is_variable(value: object) -> bool:
    return isinstance(value, str) and is_variable(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < inf


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


_PRICE: KnownSettings = dict.fromkeys(("prompt", "completion"), (_PER_MILLION, _is_number))
_MODELS: KnownSettings = {kind.name: ("the name of a model", _is_text) for kind in PIPELINES}
SETTINGS: KnownSettings = {
    "endpoint": ("an address without a key in it, such as https://api.openai.com/v1", _is_address),
    "key-variable": ("the name of an environment variable in capitals, never the key itself", _is_variable),
    "model": ("the name of a model", _is_text),
    "models": ("a table from pipelines to names of models", _is_table),
    "prices": ("a table from names of models to tables with `prompt` and `completion`", _is_table),
    "seconds": ("a number of seconds", _is_number),
    "retries": ("a whole number up to 10", _is_count),
    "samples": ("true or false: whether models see values of the database", lambda value: isinstance(value, bool)),
}
