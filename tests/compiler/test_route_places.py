"""Several endpoints: which of them is asked for a model, by what name, and what is wrong with how they are set."""

from pathlib import Path

import pytest

from weft.analyzers.text_to_sql.language_model.endpoint import Endpoint
from weft.analyzers.text_to_sql.language_model.places import Place
from weft.analyzers.text_to_sql.language_model.prices import Price, PriceList
from weft.analyzers.text_to_sql.settings import NoModel, Settings
from weft.compiler.config_tables import UnusableConfig
from weft.compiler.route_config import read_route_config

TWO = """
[tool.weft.route]
model = "small"
models = { advanced = "large" }
prices = { small = { prompt = 1, completion = 2 } }

[[tool.weft.route.endpoints]]
name = "own"
address = "http://localhost:8000/v1"
models = { small = "org/small-8b" }
at-once = 4
reads = 4000
writes = 30

[[tool.weft.route.endpoints]]
name = "paid"
address = "https://models.example/v1"
key-variable = "PAID_KEY"
models = ["small", "large"]
rpm = 60
tpm = 90_000
prices = { large = { prompt = 2.5, completion = 10 } }
"""


def _read(folder: Path, text: str) -> Settings:
    file = folder / "pyproject.toml"
    file.write_text(text)
    return read_route_config(file)


def test_every_setting_of_endpoints_is_read(tmp_path: Path) -> None:
    own, paid = _read(tmp_path, TWO).endpoints
    assert own == Place(
        "own", "http://localhost:8000/v1", models={"small": "org/small-8b"}, at_once=4, reads=4000.0, writes=30.0
    )
    assert paid == Place(
        "paid",
        "https://models.example/v1",
        "PAID_KEY",
        {"small": "small", "large": "large"},
        PriceList({"large": Price(2.5, 10)}),
        rpm=60,
        tpm=90_000,
    )


def test_a_pipeline_asks_the_first_endpoint_that_has_its_model(tmp_path: Path) -> None:
    settings = _read(tmp_path, TWO)
    small, large = settings.chat("basic"), settings.chat("advanced")
    assert isinstance(small, Endpoint)
    assert isinstance(large, Endpoint)
    assert (small.url, small.model) == ("http://localhost:8000/v1", "org/small-8b")
    assert (large.url, large.model, large.key_variable) == ("https://models.example/v1", "large", "PAID_KEY")
    assert small.prices.cost("org/small-8b", 1_000_000, 0) == 1
    assert large.prices.cost("large", 1_000_000, 0) == 2.5


def test_the_short_form_is_one_more_endpoint_which_has_all_models(tmp_path: Path) -> None:
    settings = _read(tmp_path, TWO.replace('model = "small"', 'model = "small"\nendpoint = "http://localhost:1/v1"', 1))
    assert [place.name for place in settings.places_of("large")] == ["endpoint", "paid"]
    assert not settings.has_prices("large")
    assert settings.has_prices("small")


def test_a_model_that_no_endpoint_has_is_told() -> None:
    settings = Settings(model="tiny", endpoints=(Place("own", "http://localhost/v1", models={"small": "small"}),))
    with pytest.raises(NoModel, match="asks the model tiny, which none of the endpoints has"):
        settings.chat("basic")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("endpoints = 3", "the setting 'endpoints' in [tool.weft.route] must be a list of tables"),
        ("endpoints = [3]", "number 1 of [[tool.weft.route.endpoints]] must be a table"),
        ("endpoints = [{ name = 'a' }]", "number 1 of [[tool.weft.route.endpoints]] lacks 'address', an address"),
        ("endpoints = [{ address = 'http://a/v1' }]", "lacks 'name', the name that it is told by"),
        ("endpoints = [{ name = 'a', adress = 'x' }]", "has no setting 'adress': did you mean 'address'?"),
        ("endpoints = [{ name = 'a', address = 'http://a/v1', rpm = 0 }]", "must be a whole number of calls"),
        ("endpoints = [{ name = 'a', address = 'http://a/v1', writes = 0 }]", "must be a number of tokens in a second"),
        ("endpoints = [{ name = 'a', address = 'http://a/v1', models = [] }]", "'models' in number 1"),
        ("endpoints = [{ name = 'a', address = 'http://u:hidden@a/v1' }]", "must be an address without a key"),
        ("endpoints = [{ name = 'a', address = 'http://a/v1', key-variable = 'sk-hidden' }]", "never the key itself"),
        (
            "endpoints = [{ name = 'a', address = 'http://a/v1', prices = { x = { prompt = 1 } } }]",
            "[tool.weft.route.endpoints.prices.\"x\"] lacks 'completion'",
        ),
        (
            "endpoints = [{ name = 'a', address = 'http://a/v1' }, { name = 'a', address = 'http://b/v1' }]",
            "two of [[tool.weft.route.endpoints]] are called 'a'",
        ),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UnusableConfig) as caught:
        _read(tmp_path, f"[tool.weft.route]\n{text}\n")
    assert message in str(caught.value)
    assert "hidden" not in str(caught.value)
