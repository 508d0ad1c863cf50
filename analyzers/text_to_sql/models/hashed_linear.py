"""Linear models over features that are all hashed, each with its own value, evaluated without any library.

Their outputs may be labels as well as classes; `linear_model.py` has one class of several, and features with names.
"""

import base64
import zlib
from array import array
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from msgspec import Struct


@lru_cache(maxsize=1 << 17)
def place_of(feature: str, bits: int) -> int:
    """Return where the weights of a feature stand."""
    return zlib.crc32(feature.encode()) & ((1 << bits) - 1)


class HashedLinear(Struct, frozen=True, dict=True):
    """A model with several outputs. `weights` are compressed bytes in base64: a row of outputs for each place.

    A weight is its byte times the scale of its output; the columns of `scales` are in the order of `outputs`.
    """

    outputs: tuple[str, ...]
    bits: int
    scales: tuple[float, ...]
    weights: str

    @cached_property
    def _rows(self) -> dict[int, tuple[int, ...]]:
        """The rows that are not all zero."""
        width = len(self.outputs)
        whole = array("b", zlib.decompress(base64.b64decode(self.weights)))
        rows = ((place, tuple(whole[place * width : (place + 1) * width])) for place in range(1 << self.bits))
        return {place: row for place, row in rows if any(row)}

    def scores(self, features: Mapping[str, float]) -> list[float]:
        """Return the score of each output: the logit, or for classes what `log_shares` takes."""
        totals = [0.0] * len(self.outputs)
        rows, bits = self._rows, self.bits
        for feature, value in features.items():
            row = rows.get(place_of(feature, bits))
            if row is not None and value:
                totals = [total + value * weight for total, weight in zip(totals, row, strict=True)]
        return [total * scale for total, scale in zip(totals, self.scales, strict=True)]


def packed(rows: Sequence[Sequence[int]]) -> str:
    """Return rows of weights, each from -127 to 127, as `HashedLinear` keeps them."""
    whole = array("b", [weight for row in rows for weight in row])
    return base64.b64encode(zlib.compress(whole.tobytes(), 9)).decode()
