"""Workers to try things with: rates near those of real hardware, prices near those of real endpoints."""

from collections.abc import Mapping

from .worker import Worker

# The rates of `mixed` and `equal` are those of a model of 70 billion parameters on one device each, fitted to the
# latencies of steps that HEXGEN-TEXT2SQL publishes.
PRESETS: Mapping[str, tuple[Worker, ...]] = {
    "mixed": (
        Worker("fast-1", 3_500, 45),
        Worker("fast-2", 3_500, 45),
        Worker("slow", 1_100, 29),
        Worker("middle", 2_000, 25),
    ),
    "equal": tuple(Worker(f"fast-{number}", 3_500, 45) for number in range(1, 5)),
    "endpoints": (
        Worker("small", 8_000, 120, 32, rpm=500, tpm=200_000, input_price=0.15, output_price=0.60),
        Worker("large", 4_000, 60, 32, rpm=500, tpm=400_000, input_price=2.50, output_price=10.00),
        Worker("spare", 2_000, 30, 8, rpm=60, tpm=100_000, input_price=0.50, output_price=1.50),
    ),
}
