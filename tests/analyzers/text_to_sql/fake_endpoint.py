"""A server that speaks OpenAI's interface on this machine, and answers as it is told to."""

import json
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace


class Reply(Struct, frozen=True):
    """What the server sends: parts of a body, with so many seconds before each; `is_endless` repeats the last one.

    With a status of 0 it hangs up without a word.
    """

    parts: tuple[bytes, ...]
    status: int = 200
    type: str = "text/event-stream"
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0
    is_endless: bool = False


def event(**content: Any) -> bytes:
    """Return one event of a stream."""
    return f"data: {json.dumps(content)}\n\n".encode()


def text(said: str, finish: str | None = None) -> bytes:
    """Return the event of a piece of an answer."""
    return event(choices=[{"index": 0, "delta": {"content": said}, "finish_reason": finish}])


def says(said: str, tokens: tuple[int, int] | None = (100, 20), finish: str = "stop") -> Reply:
    """Return an answer in two pieces; `tokens` are told in the end, sent and received."""
    half = len(said) // 2
    counted = event(choices=[], usage={"prompt_tokens": tokens[0], "completion_tokens": tokens[1]}) if tokens else b""
    return Reply((text(said[:half]), text(said[half:]), text("", finish), counted, b"data: [DONE]\n\n"))


def fails(status: int, message: str = "so it is", code: str = "", **headers: str) -> Reply:
    """Return a refusal."""
    body = json.dumps({"error": {"message": message, "code": code or None}}).encode()
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Reply((body,), status, "application/json", named)


class FakeEndpoint(Struct):
    """A running server: its address, and what it was asked, bodies and headers; the last reply is given for ever.

    Where it `counts_bytes`, each call takes the most tokens that it can: one for two bytes, and all that it may say.
    With `answer`, that says what a call is answered with.
    """

    url: str
    replies: list[Reply]
    asked: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    headers: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    stopped: threading.Event = field(default_factory=threading.Event)
    counts_bytes: bool = False
    answer: Callable[[dict[str, Any]], Reply] | None = None

    def next_reply(self, body: dict[str, Any], headers: dict[str, str]) -> Reply:
        """Note what is asked, and return what is to be said."""
        self.asked.append(body)
        self.headers.append(headers)
        if self.answer:
            return self.answer(body)
        reply = self.replies[min(len(self.asked), len(self.replies)) - 1]
        return _counted(reply, body) if self.counts_bytes else reply

    @property
    def prompts(self) -> list[str]:
        """The last message of each call."""
        return [body["messages"][-1]["content"] for body in self.asked]


@contextmanager
def running_endpoint(
    replies: Sequence[Reply], answer: Callable[[dict[str, Any]], Reply] | None = None
) -> Generator[FakeEndpoint]:
    """Run a server on a free port and yield it."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            reply = fake.next_reply(body, {name.lower(): value for name, value in self.headers.items()})
            if not reply.status:
                return
            self.send_response(reply.status)
            for name, value in (("content-type", reply.type), *reply.headers):
                self.send_header(name, value)
            self.end_headers()
            try:
                for part in _parts(reply, fake.stopped):
                    self.wfile.write(part)
                    self.wfile.flush()
            except OSError:
                pass  # the client has enough

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake = FakeEndpoint(f"http://127.0.0.1:{server.server_address[1]}/v1", list(replies), answer=answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        fake.stopped.set()
        server.shutdown()
        server.server_close()


def _counted(reply: Reply, body: dict[str, Any]) -> Reply:
    """Return a reply that tells of many tokens."""
    sent = sum(-(-len(message["content"].encode()) // 2) + 8 for message in body["messages"])
    counted = event(choices=[], usage={"prompt_tokens": sent, "completion_tokens": body["max_tokens"]})
    return replace(reply, parts=(*reply.parts[:-2], counted, reply.parts[-1]))


def _parts(reply: Reply, stopped: threading.Event) -> Iterator[bytes]:
    for part in reply.parts:
        time.sleep(reply.delay)
        yield part
    while reply.is_endless and not stopped.wait(reply.delay):
        yield reply.parts[-1]
