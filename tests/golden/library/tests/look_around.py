"""Serves what one background makes, to look around: `python -m tests.look_around [NAME]`."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import cast

import uvicorn

from tests.accounts import Account
from tests.scenarios.test_req_1_readers_borrow_books import background_of_req_1
from tests.world import World, create_world

BACKGROUNDS: dict[str, Callable[[World], object]] = {
    "REQ-1": background_of_req_1,
}
RICHEST = "REQ-1"
PAGES: list[tuple[str, str, tuple[str, ...]]] = [("/", "Books", ())]


def accounts_in(made: object) -> list[Account]:
    """Return the people that a background hands over."""
    found = cast("tuple[object, ...]", made) if isinstance(made, tuple) else (made,)
    return [item for item in found if isinstance(item, Account)]


def main() -> None:
    name = sys.argv[1] if len(sys.argv) > 1 else RICHEST
    if name not in BACKGROUNDS:
        sys.exit(f"there is no background {name}; known: {', '.join(BACKGROUNDS)}")
    port = int(os.environ.get("APP_PORT", "8000"))
    with tempfile.TemporaryDirectory() as folder:
        world = create_world(Path(folder))
        people = accounts_in(BACKGROUNDS[name](world))
        for account in people:
            role = account.person.role
            print(f"sign in as {account.identifier} with {account.password} ({role})")
        print(f"the records of {name}; the clock stands at {world.now:%Y-%m-%d %H:%M}")
        roles = {account.person.role for account in people}
        for path, title, seen_by in PAGES:
            if not seen_by or roles.intersection(seen_by):
                print(f"try http://127.0.0.1:{port}{path}  {title}")
        uvicorn.run(world.app, port=port, log_level="warning")
        world.close()


if __name__ == "__main__":
    main()
