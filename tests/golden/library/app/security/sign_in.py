"""Signing in with an identifier and a password."""

from app.database import readers
from app.database.credential import Credential
from app.database.database import Connection
from app.domain.roles import Person
from app.domain.values import Reason, Rejection
from app.services.context import Context

IDENTIFIER_LABEL = "Email"
WRONG = Rejection(Reason.SIGNED_OUT, "sign-in", "Wrong email or password")


def sign_in(context: Context, *, identifier: str, password: str) -> Person | Rejection:
    """Return who this is, if the password fits."""
    found = find_credentials(context.connection, identifier.strip())
    hashes = [credential.password_hash for credential in found] or [None]
    fits = [context.passwords.matches(password, password_hash) for password_hash in hashes]
    people = [
        credential.person for credential, is_fitting in zip(found, fits, strict=False) if is_fitting
    ]
    return people[0] if people else WRONG


def find_credentials(connection: Connection, identifier: str) -> list[Credential]:
    """Look the identifier up in every role that signs in."""
    found = [
        readers.find_credential_by_email(connection, identifier),
    ]
    return [credential for credential in found if credential is not None]
