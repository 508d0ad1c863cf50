"""What being right is called: on the real databases it is execution accuracy, on made-up instances it is not."""

from msgspec import Struct

from .inputs import Inputs


class MeasureName(Struct, frozen=True):
    """A short name, for columns, and what it means in words."""

    name: str
    meaning: str

    @property
    def title(self) -> str:
        """What a plot of it is called."""
        return f"{self.name[0].upper()}{self.name[1:]} against tokens"


def measure_of(inputs: Inputs) -> MeasureName:
    """Return what being right is called for these databases."""
    rule = "the rows that the gold SQL gives, in its order only where it sorts"
    if not inputs.are_synthetic:
        return MeasureName("EX", f"execution accuracy: {rule}")
    count = max(len(files) for files in inputs.databases.values())
    return MeasureName(
        "agreement",
        f"agreement on synthetic instances, {count} of each database, which is not EX: on each of them {rule}",
    )
