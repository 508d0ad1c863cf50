"""The endpoints among the settings of `weft route` and `weft ask`: `[[tool.weft.route.endpoints]]`."""

from collections.abc import Mapping, Sequence
from typing import cast

from ..analyzers.text_to_sql.language_model.places import Place
from .config_tables import KnownSettings, UnusableConfig, checked
from .route_values import ADDRESS, KEY_VARIABLE, PRICES, is_number, is_text, price_list

_WHERE = "tool.weft.route.endpoints"


def places_of(tables: Sequence[object]) -> tuple[Place, ...]:
    """Return the endpoints that tables describe; raises UnusableConfig with what is wrong in which of them."""
    places = tuple(_place(table, number) for number, table in enumerate(tables, 1))
    names = [place.name for place in places]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise UnusableConfig(f"two of [[{_WHERE}]] are called {twice!r}: give each its own name")
    return places


def _place(table: object, number: int) -> Place:
    read = checked(table, _PLACE, f"number {number} of [[{_WHERE}]]")
    for key in ("name", "address"):
        if key not in read:
            raise UnusableConfig(f"number {number} of [[{_WHERE}]] lacks {key!r}, {_PLACE[key][0]}")
    default, name = Place("", ""), read["name"]
    return Place(
        name,
        read["address"],
        read.get("key-variable", default.key_variable),
        _models(read.get("models", {})),
        price_list(read.get("prices", {}), f"{_WHERE}.prices"),
        read.get("rpm"),
        read.get("tpm"),
        read.get("at-once", default.at_once),
        float(read.get("reads", default.reads)),
        float(read.get("writes", default.writes)),
    )


def _models(models: Sequence[str] | Mapping[str, str]) -> Mapping[str, str]:
    """Return the names there of models; a list has those that are called the same."""
    return dict(models) if isinstance(models, Mapping) else {model: model for model in models}


def _are_models(value: object) -> bool:
    if isinstance(value, dict):
        names = [name for pair in cast("dict[str, object]", value).items() for name in pair]
    else:
        names = cast("list[object]", value) if isinstance(value, list) else []
    return bool(names) and all(map(is_text, names))


def _is_some(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= 10**9


def _is_rate(value: object) -> bool:
    return is_number(value) and value != 0


_PLACE: KnownSettings = {
    "name": ("the name that it is told by", lambda value: is_text(value) and bool(value)),
    "address": ADDRESS,
    "key-variable": KEY_VARIABLE,
    "models": ("a list of models, or a table from names of models to what they are called there", _are_models),
    "prices": PRICES,
    "rpm": ("a whole number of calls in a minute", _is_some),
    "tpm": ("a whole number of tokens in a minute", _is_some),
    "at-once": ("a whole number of calls at a time", _is_some),
    "reads": ("a number of tokens in a second, above 0", _is_rate),
    "writes": ("a number of tokens in a second, above 0", _is_rate),
}
