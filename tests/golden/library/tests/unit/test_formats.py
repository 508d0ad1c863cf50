"""How moments are written and read."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.domain import formats


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(9000, 1, 1)))
def test_a_moment_is_read_as_it_was_written(moment: datetime) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    assert formats.read_instant(formats.instant_text(moment)) == moment
