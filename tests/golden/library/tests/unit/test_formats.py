"""How moments are written and read."""

from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain import formats


@settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # a busy machine may take its time
@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(9000, 1, 1)))
def test_a_moment_is_read_as_it_was_written(moment: datetime) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    assert formats.read_instant(formats.instant_text(moment)) == moment
