"""The slowness of an endpoint follows from calls that ended, and from those that take too long."""

from weft.analyzers.text_to_sql.scheduling.speed import Speed


def test_a_reply_that_took_twice_as_long_counts_for_a_quarter() -> None:
    speed = Speed()
    speed.end(speed.start(0.0, 2.0), 4.0, has_reply=True)
    assert speed.slowness == speed.current(100.0) == 1.25


def test_a_failure_says_nothing_of_speed() -> None:
    speed = Speed()
    speed.end(speed.start(0.0, 2.0), 40.0, has_reply=False)
    assert speed.current(100.0) == 1.0


def test_calls_that_are_overdue_count_before_they_end() -> None:
    speed = Speed()
    speed.start(0.0, 2.0)
    speed.start(8.0, 2.0)
    assert (speed.current(9.0), speed.current(16.0)) == (2.5, 6.0)
