"""Serve the system: `python -m app`. `python -m app --help` tells what else can be done."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence

import uvicorn

from app.accounts import add_user, define_roles
from app.clock import SystemClock
from app.gateways.gateways import connect_gateways
from app.lifecycle import create_system
from app.logs import configure_logs
from app.main import create_app
from app.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks for; without a command, serve."""
    parser = ArgumentParser(
        prog="python -m app", description="Library. Settings come from APP_… variables."
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("serve", help="serve until stopped; what happens without a command")
    summary = "add an account that nobody can register in the system"
    define_roles(commands.add_parser("add-user", help=summary, description=summary))
    given = parser.parse_args(arguments)
    if given.command == "add-user":
        settings = Settings.from_environment()
        system = create_system(settings, SystemClock(), connect_gateways(settings))
        try:
            return add_user(system.context(), given)
        finally:
            system.database.close()
    serve()
    return 0


def serve() -> None:
    """Read the settings from the environment and serve until stopped."""
    settings = Settings.from_environment()
    configure_logs(settings.log_level)
    app = create_app(settings)
    uvicorn.run(app, host=settings.host, port=settings.port, log_config=None, access_log=False)


if __name__ == "__main__":
    sys.exit(main())
