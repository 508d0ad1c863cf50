"""Who may act."""

from app.database import readers
from app.domain.reader import Reader
from app.domain.roles import Role
from app.domain.values import Rejection, forbidden, signed_out
from app.services.context import Context


def require_reader(context: Context, rule: str) -> Reader | Rejection:
    """Return the reader who is signed in, or why there is none."""
    if context.person is None:
        return signed_out()
    if context.person.role is not Role.READER:
        return forbidden(rule)
    return readers.find(context.connection, context.person.key) or signed_out()
