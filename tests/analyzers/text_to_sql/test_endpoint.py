"""An endpoint that answers, stalls, refuses or talks nonsense: what is read, what is tried again, what is told."""

import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from email.utils import formatdate
from time import monotonic, time
from typing import Any

import pytest
from fake_endpoint import FakeEndpoint, Reply, event, fails, running_endpoint, says, text
from msgspec.structs import replace

from weft.analyzers.text_to_sql.language_model.chat import Chat, ChatFailed, Completion, Message
from weft.analyzers.text_to_sql.language_model.endpoint import Endpoint, UnusableEndpoint
from weft.analyzers.text_to_sql.language_model.prices import Price, PriceList

ASKED = [Message("system", "You write SQL."), Message("user", "Which singers are there?")]
KEY = "sk-very-secret-0123456789"
Start = Callable[..., FakeEndpoint]


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Return the function that starts a server with replies."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with ExitStack() as stack:
        yield lambda *replies: stack.enter_context(running_endpoint(replies))


def _chat(fake: FakeEndpoint, **settings: Any) -> Endpoint:
    return replace(Endpoint(fake.url, "small", seconds=5, sleep=_do_not_wait), **settings)


def _do_not_wait(seconds: float) -> None:
    pass


def _failure(fake: FakeEndpoint, **settings: Any) -> ChatFailed:
    with pytest.raises(ChatFailed) as caught:
        _chat(fake, **settings).complete(ASKED)
    return caught.value


def test_an_answer_is_read_as_it_streams(start: Start) -> None:
    fake = start(says("SELECT 1", (1_000, 200)))
    prices = PriceList({"small": Price(2.0, 10.0)})
    chat: Chat = _chat(fake, prices=prices)
    answer = chat.complete(ASKED, temperature=0.5, max_tokens=77)
    assert (answer.text, answer.is_cut) == ("SELECT 1", False)
    assert (answer.usage.prompt_tokens, answer.usage.completion_tokens, answer.usage.calls) == (1_000, 200, 1)
    assert answer.usage.cost == pytest.approx(0.004)
    assert answer.usage.seconds > 0
    sent = fake.asked[0]
    assert (sent["model"], sent["temperature"], sent["max_tokens"], sent["stream"]) == ("small", 0.5, 77, True)
    assert sent["messages"][1] == {"role": "user", "content": "Which singers are there?"}


def test_tokens_are_estimated_where_nobody_counts_them(start: Start) -> None:
    usage = _chat(start(says("SELECT 12345", None))).complete(ASKED).usage
    assert (usage.prompt_tokens, usage.completion_tokens) == (4 + 6, 3)


DOCUMENT = b'{\n "choices": [{"message": {"content": "SELECT 1"}, "finish_reason": "stop"}],\n "usage": null\n}\n'


@pytest.mark.parametrize(
    ("reply", "said", "is_cut"),
    [
        (says("SELECT 1", finish="length"), "SELECT 1", True),
        (Reply((text("SELECT 1"),)), "SELECT 1", True),
        (Reply((DOCUMENT,), type="application/json; charset=utf-8"), "SELECT 1", False),
        (Reply((b": alive\r\n\r\n", *says("caf\u00e9").parts)), "caf\u00e9", False),
        (Reply(tuple(bytes([byte]) for byte in b"".join(says("\u00e9t\u00e9").parts))), "\u00e9t\u00e9", False),
    ],
    ids=["at its limit", "without an end", "not streamed", "with signs of life", "byte by byte"],
)
def test_answers_come_in_many_ways(reply: Reply, said: str, is_cut: bool, start: Start) -> None:
    answer = _chat(start(reply)).complete(ASKED)
    assert (answer.text, answer.is_cut) == (said, is_cut)


def test_an_answer_beyond_its_limit_is_cut(start: Start) -> None:
    answer = _chat(start(Reply((text("x" * 100),), is_endless=True))).complete(ASKED, max_tokens=10)
    assert answer.is_cut
    assert 160 < len(answer.text) <= 260


@pytest.mark.parametrize(
    "reply",
    [
        Reply((b": alive\n\n",), delay=0.02, is_endless=True),
        Reply((text("S"),), delay=0.02, is_endless=True),
        Reply((text("S"), text("T")), delay=10),
    ],
    ids=["signs of life", "drops", "silence"],
)
def test_a_slow_answer_ends_when_its_time_is_up(reply: Reply, start: Start) -> None:
    began = monotonic()
    failure = _failure(start(reply), seconds=0.3)
    assert monotonic() - began < 3
    assert "took too long to answer; allow more seconds" in str(failure)
    assert failure.usage.prompt_tokens == 10  # it may have been read, and so may cost


def test_what_is_complete_counts_although_the_stream_does_not_end(start: Start) -> None:
    answer = _chat(start(Reply((text("SELECT 1", "stop"), b": alive\n\n"), delay=0.02, is_endless=True)), seconds=0.3)
    assert answer.complete(ASKED).text == "SELECT 1"


@pytest.mark.parametrize("status", [429, 500, 502, 503, 408])
def test_a_busy_endpoint_is_asked_again(status: int, start: Start) -> None:
    waits: list[float] = []
    answer = _chat(start(fails(status), fails(status), says("SELECT 1")), sleep=waits.append).complete(ASKED)
    assert (answer.text, answer.usage.calls, waits) == ("SELECT 1", 3, [0.5, 1.0])


def test_it_is_asked_again_when_it_wants_to_be(start: Start) -> None:
    waits: list[float] = []
    on_a_date = fails(429, retry_after=formatdate(time() + 20, usegmt=True))
    fake = start(fails(429, retry_after="2"), on_a_date, fails(503, retry_after="soon"), says("SELECT 1"))
    assert _chat(fake, sleep=waits.append, seconds=60).complete(ASKED).text == "SELECT 1"
    assert (waits[0], waits[2]) == (2, 2)
    assert 10 < waits[1] <= 20


def test_what_would_take_too_long_is_not_waited_for(start: Start) -> None:
    fake = start(fails(429, "slow down", retry_after="3600"))
    failure = _failure(fake)
    assert "small at http://127.0.0.1" in str(failure)
    assert "is to be asked again after 3600 seconds, for which there is no time" in str(failure)
    assert (len(fake.asked), failure.usage.calls, failure.usage.tokens) == (1, 1, 0)


def test_tries_are_bounded(start: Start) -> None:
    fake = start(fails(500))
    assert "has a fault of its own (500)" in str(_failure(fake, retries=2))
    assert len(fake.asked) == 3


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (fails(401, "bad key"), "does not let us in (401); check what WEFT_TEST_KEY holds: bad key"),
        (fails(404, "no such model"), "has no such model, or no such address (404); most addresses end in /v1"),
        (fails(400, "too long"), "refuses the call (400): too long"),
        (fails(429, "pay", "insufficient_quota"), "has no quota left (429); see to the account: pay"),
        (Reply((b"<html>hello</html>",), type="text/html"), "answered nothing; is the address right?"),
        (Reply((b"data: {nonsense\n\n",)), "answered with what is no answer: JSON is malformed"),
        (Reply((b'data: {"choices": 3}\n\n',)), "answered with what is no answer: Expected `array | null`"),
        (
            Reply((event(error={"message": "overloaded"}),)),
            "answered with what is no answer: overloaded",
        ),
        (Reply((b"data: [DONE]\n\n",)), "answered nothing"),
        (Reply((b"data: " + b"x" * 70_000,), is_endless=True), "a line of it has no end"),
        (says("no", finish="content_filter"), "withholds its answer"),
        (Reply((text("SEL"),), headers=(("content-length", "9999"),)), "broke off its answer"),
    ],
)
def test_what_will_not_get_better_is_told_at_once(
    reply: Reply, told: str, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEFT_TEST_KEY", KEY)
    fake = start(reply)
    assert told in str(_failure(fake, key_variable="WEFT_TEST_KEY"))
    assert len(fake.asked) == 1


def test_nobody_at_the_address_is_told(start: Start) -> None:
    with running_endpoint([says("SELECT 1")]) as fake:
        gone = fake
    waits: list[float] = []
    failure = _failure(gone, retries=1, sleep=waits.append)
    assert "cannot be reached; is it running, and is the address right?" in str(failure)
    assert (failure.usage.calls, failure.usage.tokens, waits) == (2, 0, [0.5])


@pytest.mark.parametrize("name", ["max_tokens", "temperature", "stream_options"])
def test_models_that_know_other_settings_are_asked_in_their_way(name: str, start: Start) -> None:
    fake = start(fails(400, f"Unsupported parameter: '{name}'"), says("SELECT 1"))
    assert _chat(fake, retries=0).complete(ASKED, max_tokens=9).text == "SELECT 1"
    assert name in fake.asked[0] and name not in fake.asked[1]
    assert 9 in (fake.asked[1].get("max_tokens"), fake.asked[1].get("max_completion_tokens"))


def test_the_key_goes_to_the_endpoint_and_nowhere_else(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEFT_TEST_KEY", f" {KEY}\n")
    fake = start(fails(401, f"the key {KEY} is wrong"))
    chat = _chat(fake, key_variable="WEFT_TEST_KEY")
    with pytest.raises(ChatFailed) as caught:
        chat.complete(ASKED)
    assert fake.headers[0]["authorization"] == f"Bearer {KEY}"
    printed = "".join(traceback.format_exception(caught.value))
    assert "the key *** is wrong" in printed
    for shown in (printed, repr(caught.value), repr(caught.value.__dict__), repr(chat), str(fake.asked)):
        assert KEY not in shown
    assert caught.value.__context__ is None  # nor does it hold the request


def test_keys_for_others_are_not_sent(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, KEY)
    fake = start(says("SELECT 1"))
    _chat(fake).complete(ASKED)
    assert KEY not in str(fake.headers)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("", "the environment variable WEFT_TEST_KEY is not set"),
        ("sk-\u201csecret\u201d", "what WEFT_TEST_KEY holds is no key"),
        ("sk-secret\nX-Other: 1", "what WEFT_TEST_KEY holds is no key"),
    ],
)
def test_a_missing_key_is_told_by_the_name_of_its_variable(
    value: str, told: str, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEFT_TEST_KEY", value)
    fake = start(says("SELECT 1"))
    failure = str(_failure(fake, key_variable="WEFT_TEST_KEY"))
    assert told in failure and "secret" not in failure and fake.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "https://user:hidden@host/v1",
        "https://host/v1?api-key=hidden",
        "https://host/v1#hidden",
        "sk-hidden",
        "localhost:8000",
        "ftp://host",
        "http://",
        "http://host:port/v1",
        "http://[::1",
        "http://ho st/v1",
        "http://host\n/v1",
        "",
    ],
)
def test_addresses_are_checked(url: str) -> None:
    with pytest.raises(UnusableEndpoint) as caught:
        Endpoint(url, "small")
    assert str(caught.value).startswith("an endpoint is an address without a key") and "hidden" not in str(caught.value)


def test_a_key_in_place_of_a_name_is_not_printed() -> None:
    with pytest.raises(UnusableEndpoint) as caught:
        Endpoint("http://host/v1", "small", KEY)
    assert "by the name of an environment variable" in str(caught.value) and KEY not in str(caught.value)


def test_a_key_does_not_follow_to_another_host(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEFT_TEST_KEY", KEY)
    other = start(says("SELECT 1"))
    there = other.url.replace("127.0.0.1", "localhost") + "/chat/completions"
    _chat(start(fails(307, location=there)), key_variable="WEFT_TEST_KEY").complete(ASKED)
    assert len(other.asked) == 1 and KEY not in str(other.headers)


def test_without_the_extra_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "weft.analyzers.text_to_sql.language_model.endpoint_call", raising=False)
    monkeypatch.delitem(sys.modules, "weft.analyzers.text_to_sql.language_model.endpoint_failures", raising=False)
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(ChatFailed, match=r"pip install 'weft\[models\]'"):
        Endpoint("http://127.0.0.1:9/v1", "small").complete(ASKED)


def test_answers_are_plain_values(start: Start) -> None:
    assert isinstance(_chat(start(says("SELECT 1"))).complete(ASKED), Completion)
