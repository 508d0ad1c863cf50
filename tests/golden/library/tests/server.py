"""One HTTP server for all tests; each test puts its own application into it."""

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI
from starlette.types import Receive, Scope, Send


class Server:
    """Serves whichever application is put in."""

    def __init__(self) -> None:
        self.app: FastAPI | None = None
        config = uvicorn.Config(
            self._answer, port=0, interface="asgi3", lifespan="off", log_level="warning"
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    @property
    def url(self) -> str:
        port = self._server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def start(self) -> None:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.app is not None
        await self.app(scope, receive, send)


@contextmanager
def running_server() -> Generator[Server, None, None]:
    """Run a server as long as it is needed."""
    server = Server()
    server.start()
    yield server
    server.stop()
