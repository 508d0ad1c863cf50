"""What settings of models may be: tests of their values, and how prices are read."""

from collections.abc import Mapping
from math import inf
from typing import Any

from ..analyzers.text_to_sql.language_model.endpoint import is_address, is_variable
from ..analyzers.text_to_sql.language_model.prices import Price, PriceList
from .config_tables import KnownSettings, UnusableConfig, checked

_PER_MILLION = "a number: the price of a million tokens"


def is_text(value: object) -> bool:
    """Say whether a value is a text."""
    return isinstance(value, str)


def is_url(value: object) -> bool:
    """Say whether a value is an address that has nothing secret in it."""
    return isinstance(value, str) and is_address(value)


def is_variable_name(value: object) -> bool:
    """Say whether a value is the name of an environment variable."""
    return isinstance(value, str) and is_variable(value)


def is_number(value: object) -> bool:
    """Say whether a value is a number that is not negative."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < inf


def is_table(value: object) -> bool:
    """Say whether a value is a table."""
    return isinstance(value, dict)


def price_list(table: Mapping[str, Any], where: str) -> PriceList:
    """Return the prices in a table from models to `prompt` and `completion`; raises UnusableConfig."""
    return PriceList({model: _price(price, f'[{where}."{model}"]') for model, price in table.items()})


def _price(table: object, where: str) -> Price:
    prices = checked(table, _PRICE, where)
    for key in _PRICE:
        if key not in prices:
            raise UnusableConfig(f"{where} lacks {key!r}, {_PER_MILLION}")
    return Price(prices["prompt"], prices["completion"])


_PRICE: KnownSettings = dict.fromkeys(("prompt", "completion"), (_PER_MILLION, is_number))
ADDRESS = ("an address without a key in it, such as https://api.openai.com/v1", is_url)
KEY_VARIABLE = ("the name of an environment variable in capitals, never the key itself", is_variable_name)
PRICES = ("a table from names of models to tables with `prompt` and `completion`", is_table)
