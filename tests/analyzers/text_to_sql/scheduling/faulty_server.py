"""A server on this machine that answers a call a connection, and does so badly; and the endpoint that asks it."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from random import Random

from msgspec import Struct, field

from weft.analyzers.text_to_sql.scheduling.call import Call, CallFailed, Reply

FAULTS = ("fine", "busy", "broken", "hangs", "hangs up", "garbage", "half")


class FaultyServer(Struct, eq=False):
    """Answers about half of all calls; each of the others meets with one of the faults. Counts both."""

    random: Random
    met: Counter[str] = field(default_factory=Counter[str])

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one call, or do not."""
        with suppress(ConnectionError, asyncio.CancelledError):
            asked = json.loads(await reader.readline())
            fault = self.random.choices(FAULTS, [6, 1, 1, 1, 1, 1, 1])[0]
            self.met[fault] += 1
            if fault == "hangs":
                await asyncio.sleep(1)
            writer.write(_answer(fault, asked))
            await writer.drain()
        writer.close()


def _answer(fault: str, asked: object) -> bytes:
    """Return what a call is answered with."""
    answers = {
        "busy": b'{"status": 429, "retry_after": 0.02}\n',
        "broken": b'{"status": 500}\n',
        "hangs up": b"",
        "garbage": b"<html>\n",
        "half": b'{"status": 200, "rep',
    }
    return answers.get(fault) or (json.dumps({"status": 200, "reply": asked}) + "\n").encode() * (fault != "hangs up")


class ServerEndpoint(Struct, eq=False):
    """An endpoint that opens a connection for each call."""

    port: int

    async def complete(self, call: Call) -> Reply:
        """Return what the server replies; raises CallFailed, or whatever a connection raises."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write((json.dumps(call.content) + "\n").encode())
            answer = json.loads(await reader.readline())
        finally:
            writer.close()
        if answer["status"] != 200:
            raise CallFailed(f"status {answer['status']}", retry_after=answer.get("retry_after", 0.0))
        return Reply(answer["reply"], call.work)


@asynccontextmanager
async def faulty_server(seed: int) -> AsyncGenerator[tuple[FaultyServer, ServerEndpoint]]:
    """Run such a server, and return it with an endpoint for it."""
    faulty = FaultyServer(Random(seed))
    server = await asyncio.start_server(faulty.serve, "127.0.0.1", 0)
    async with server:
        yield faulty, ServerEndpoint(server.sockets[0].getsockname()[1])
