"""What is likely to come after a call is the mean of what came after such calls."""

from weft.analyzers.text_to_sql.scheduling.follow_ups import FollowUps
from weft.analyzers.text_to_sql.scheduling.work import Work


def test_nothing_is_expected_before_a_question_has_ended() -> None:
    assert FollowUps().expected([], "basic") == Work()


def test_what_came_after_such_calls_is_expected() -> None:
    learnt = FollowUps()
    learnt.learn([("basic", Work(100, 10)), ("advanced", Work(200, 20)), ("advanced", Work(40, 4))])
    learnt.learn([("basic", Work(100, 10))])
    assert learnt.expected([], "basic") == Work(120, 12)
    assert learnt.expected(["basic"], "advanced") == Work(40, 4)
    assert learnt.expected(["basic", "advanced"], "advanced") == Work()
    assert learnt.expected(["basic", "basic"], "basic") == Work()
