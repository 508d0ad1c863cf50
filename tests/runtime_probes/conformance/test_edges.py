"""What is shared between instances, or as large as may be, is the same with all probes as without."""

from pathlib import Path

import pytest
from comparing import Sum, Variant
from isolation import Plain, found_in
from probe_sets import NAMES

from weft.runtime_probes.switching import Switching

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("switching", Switching, ids=lambda switching: switching.name)
@pytest.mark.parametrize("case", ["sharing", "limits"])
def test_every_probe_leaves_it_alone(case: str, switching: Switching) -> None:
    plain, *probed = found_in(CASES / f"{case}.wast", [Variant(name, switching) for name in NAMES])
    assert isinstance(plain, Plain) and not plain.not_run
    for name, found in zip(NAMES, probed, strict=True):
        assert isinstance(found, Sum), f"{name}: {found}"
        assert not found.changed, name
        assert found.unchanged == plain.kinds, name
