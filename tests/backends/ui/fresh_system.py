"""Serves the system generated in the folder that it is run in; `/fresh` makes it anew with a few records, and SQL."""

import sys
import tempfile
from pathlib import Path
from typing import Any

import uvicorn
from starlette.responses import PlainTextResponse

sys.path.insert(0, str(Path.cwd()))
create_world: Any = __import__("tests.world", fromlist=["create_world"]).create_world
add_examples: Any = __import__("tests.examples", fromlist=["add_examples"]).add_examples


class FreshSystem:
    """Passes requests on to a system that can be made anew."""

    def __init__(self, folder: Path, further: list[str]) -> None:
        self._folder = folder
        self._further = further
        self._world: Any = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request."""
        if scope["type"] == "http" and scope["path"] == "/fresh":
            self._begin()
            await PlainTextResponse("")(scope, receive, send)
        elif scope["type"] == "http":
            await self._world.app(scope, receive, send)

    def _begin(self) -> None:
        if self._world is not None:
            self._world.close()
        self._world = create_world(Path(tempfile.mkdtemp(dir=self._folder)))
        add_examples(self._world)
        for statement in self._further:
            self._world.connection.execute(statement, {})


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        uvicorn.run(FreshSystem(Path(folder), sys.argv[2:]), port=int(sys.argv[1]), log_level="warning", lifespan="off")
