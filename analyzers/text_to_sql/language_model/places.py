"""Where models are: endpoints with the models that they have, their limits, speeds and prices."""

from collections.abc import Mapping

from msgspec import Struct, field

from .prices import PriceList


class Place(Struct, frozen=True):
    """An endpoint by a name of its own. `models` leads from names in the settings to names there.

    Without `models` it has all, by the same names. `rpm` and `tpm` limit the calls and tokens of each of its models in
    a minute, None where there is no limit; it works at `at_once` calls at a time. `reads` and `writes` are about how
    many tokens of a call it takes in and gives out in a second; what is wrong with that is learnt. `prices` are its
    own, by names in the settings.
    """

    name: str
    address: str
    key_variable: str = ""
    models: Mapping[str, str] = field(default_factory=dict[str, str])
    prices: PriceList = PriceList()
    rpm: int | None = None
    tpm: int | None = None
    at_once: int = 8
    reads: float = 2000.0
    writes: float = 50.0

    def has(self, model: str) -> bool:
        """Say whether a model can be asked here."""
        return not self.models or model in self.models

    def name_of(self, model: str) -> str:
        """Return what a model is called here."""
        return self.models.get(model, model)
