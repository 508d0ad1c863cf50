"""What is known of a place that runs a model: a machine of one's own, or an endpoint that is paid by the token."""

from collections.abc import Sequence

from msgspec import Struct

from .work import Work

_PRICED_TOKENS = 1_000_000


class Worker(Struct, frozen=True):
    """A place that runs a model. `prefill` and `decode` are tokens in a second, read and written for one call.

    It works at up to `batch` calls at a time; in any minute it takes at most `rpm` calls and `tpm` tokens, in and out
    (None where there is no limit). Prices are for a million tokens. It runs one `model`, or any where that is empty.
    """

    name: str
    prefill: float
    decode: float
    batch: int = 16
    rpm: int | None = None
    tpm: int | None = None
    input_price: float = 0.0
    output_price: float = 0.0
    model: str = ""

    def seconds(self, work: Work) -> float:
        """Return how long a call takes where it is the only one."""
        return work.input_tokens / self.prefill + work.output_tokens / self.decode

    def cost(self, work: Work) -> float:
        """Return what a call costs."""
        paid = work.input_tokens * self.input_price + work.output_tokens * self.output_price
        return paid / _PRICED_TOKENS

    def runs(self, model: str) -> bool:
        """Say whether a call of a model may be made here; an empty name stands for any."""
        return not model or self.model in ("", model)

    def can_take(self, work: Work) -> bool:
        """Say whether a call ever fits under the limit of tokens."""
        return self.tpm is None or work.tokens <= self.tpm


def mean_seconds(workers: Sequence[Worker], work: Work) -> float:
    """Return how long a call takes on average over workers, where it is the only one."""
    return sum(worker.seconds(work) for worker in workers) / len(workers)
