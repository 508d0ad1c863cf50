"""Accounts that nobody can register in the system: an operator adds them with `add-user`."""

import sys
from argparse import ArgumentParser, Namespace
from getpass import getpass

from app.database.database import UnstorableTextError
from app.domain.values import Rejection
from app.services.add_reader_account import add_reader_account
from app.services.context import Context


def define_roles(parser: ArgumentParser) -> None:
    """Add the roles to the command, each with what must be known of its people."""
    roles = parser.add_subparsers(dest="role", metavar="ROLE", required=True)
    reader_options = roles.add_parser("reader", help="reader", allow_abbrev=False)
    reader_options.add_argument(
        "--name", dest="given_name", metavar="TEXT", required=True, help="Name"
    )
    reader_options.add_argument(
        "--email", dest="given_email", metavar="TEXT", required=True, help="Email"
    )
    reader_options.set_defaults(add=add_reader)


def add_user(context: Context, given: Namespace) -> int:
    """Add the account that a command line describes, tell how it went, and return the exit code."""
    try:
        password = read_password()
        if password is None:
            return refuse("The two passwords differ")
        result: str | Rejection = given.add(context, given, password)
    except (UnicodeError, UnstorableTextError):
        return refuse("A text holds a character that cannot be stored")
    if isinstance(result, Rejection):
        return refuse(*[error.message for error in result.errors] or [result.message])
    print(f"Added {result}")
    return 0


def refuse(*messages: str) -> int:
    """Tell why nothing was added, and return the exit code."""
    print("\n".join(messages), file=sys.stderr)
    return 1


def read_password() -> str | None:
    """Return the password: asked for twice at a terminal, else the first line that comes in.

    Nothing where the two differ. It is no option, as those can be seen by others on the machine.
    """
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first, second = getpass("Password: "), getpass("Password again: ")
    return first if first == second else None


def add_reader(context: Context, given: Namespace, password: str) -> str | Rejection:
    result = add_reader_account(
        context,
        name=given.given_name,
        email=given.given_email,
        password=password,
    )
    return result if isinstance(result, Rejection) else f"reader {result.name}"
