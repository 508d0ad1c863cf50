"""The settings of models: where they are, what they cost, and what is wrong with what is set."""

from pathlib import Path

import pytest

from weft.analyzers.text_to_sql.language_model.endpoint import Endpoint
from weft.analyzers.text_to_sql.language_model.prices import Price, PriceList
from weft.analyzers.text_to_sql.models.calibration import Calibration
from weft.analyzers.text_to_sql.settings import Settings
from weft.compiler.config_tables import UnusableConfig
from weft.compiler.route_config import load_route_config, read_route_config

EVERYTHING = """
[tool.weft.route]
endpoint = "http://localhost:8000/v1"
key-variable = "MODEL_KEY"
model = "small"
accept = 0.8
settle = 0.4
seconds = 20
retries = 1
samples = false
schema-tokens = 900
log = "asked.jsonl"

[tool.weft.route.models]
advanced = "large"

[tool.weft.route.prices."large"]
prompt = 2.5
completion = 10

[tool.weft.route.calibration.offline]
scores = [0.2, 1]
probabilities = [0, 0.9]
"""


def _read(folder: Path, text: str) -> Settings:
    file = folder / "pyproject.toml"
    file.write_text(text)
    return read_route_config(file)


def test_every_setting_is_read(tmp_path: Path) -> None:
    settings = _read(tmp_path, EVERYTHING)
    assert settings == Settings(
        endpoint="http://localhost:8000/v1",
        key_variable="MODEL_KEY",
        model="small",
        accept=0.8,
        settle=0.4,
        calibrations={"offline": Calibration((0.2, 1.0), (0.0, 0.9))},
        models={"advanced": "large"},
        prices=PriceList({"large": Price(2.5, 10)}),
        seconds=20.0,
        retries=1,
        with_samples=False,
        schema_tokens=900,
        log=str(tmp_path / "asked.jsonl"),
    )
    chat = settings.chat("advanced")
    assert isinstance(chat, Endpoint)
    assert (chat.model, settings.chat("basic").model) == ("large", "small")
    assert chat.prices.cost("large", 1_000_000, 100_000) == pytest.approx(3.5)
    assert chat.prices.cost("small", 1_000_000, 100_000) == 0


def test_the_nearest_settings_count(tmp_path: Path) -> None:
    _read(tmp_path, EVERYTHING)
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "pyproject.toml").write_text("[project]\n")
    assert load_route_config(inner).model == "small"


def test_nothing_need_be_set(tmp_path: Path) -> None:
    assert _read(tmp_path, "[tool.weft]\n") == Settings()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("model = ", "Invalid value"),
        ("modle = 'x'", "[tool.weft.route] has no setting 'modle': did you mean 'model'?"),
        ("model = 3", "the setting 'model' in [tool.weft.route] must be the name of a model"),
        ("seconds = -1", "the setting 'seconds' in [tool.weft.route] must be a number of seconds"),
        ("seconds = nan", "the setting 'seconds' in [tool.weft.route] must be a number of seconds"),
        ("seconds = inf", "the setting 'seconds' in [tool.weft.route] must be a number of seconds"),
        ("schema-tokens = 0", "the setting 'schema-tokens' in [tool.weft.route] must be a whole number above 0"),
        ("log = 3", "the setting 'log' in [tool.weft.route] must be the name of a file"),
        ("retries = 99", "the setting 'retries' in [tool.weft.route] must be a whole number up to 10"),
        ("accept = 1.1", "the setting 'accept' in [tool.weft.route] must be a probability from 0 to 1"),
        ("calibration.offlin = {}", "[tool.weft.route.calibration] has no setting 'offlin': did you mean 'offline'?"),
        ("calibration.offline = { scores = [0.1] }", "offline needs as many scores as probabilities"),
        ("calibration.offline = { scores = [0.2, 0.1] }", "must be a list of rising numbers from 0 to 1"),
        ("calibration.offline = { scores = ['a'] }", "must be a list of rising numbers from 0 to 1"),
        ("models = { advancd = 'x' }", "[tool.weft.route.models] has no setting 'advancd': did you mean 'advanced'?"),
        ("prices = { x = { prompt = 1 } }", "[tool.weft.route.prices.\"x\"] lacks 'completion'"),
        ("prices = { x = 1 }", '[tool.weft.route.prices."x"] must be a table'),
        ("api-key = 'sk-hidden'", "[tool.weft.route] has no setting 'api-key'"),
        ("endpoint = 'https://host/v1?key=hidden'", "'endpoint' in [tool.weft.route] must be an address without a key"),
        ("key-variable = 'sk-hidden'", "must be the name of an environment variable in capitals, never the key itself"),
    ],
)
def test_what_is_wrong_is_told_without_what_may_be_secret(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UnusableConfig) as caught:
        _read(tmp_path, f"[tool.weft.route]\n{text}\n")
    assert message in str(caught.value)
    assert "hidden" not in str(caught.value)
    assert str(tmp_path / "pyproject.toml") in str(caught.value)
