"""The action add_reader_account."""

from app.database import readers
from app.domain.actions import add_reader_account as rules
from app.domain.reader import Reader
from app.domain.values import Rejection, invalid
from app.services.context import Context
from app.services.transaction import in_transaction


@in_transaction
def add_reader_account(
    context: Context, *, name: str, email: str, password: str
) -> Reader | Rejection:
    """Add reader account, as the system."""
    connection = context.connection
    name = name.strip()
    email = email.strip()
    errors = rules.parameter_errors(
        name=name,
        name_taken=readers.find(connection, name) is not None,
        email=email,
        email_taken=readers.find_by_email(connection, email) is not None,
        password=password,
    )
    if errors:
        return invalid("role:Reader/parameters", errors)
    rejection = context.hooks.before_add_reader_account(connection, name=name, email=email)
    if rejection:
        return rejection
    reader = rules.created_reader(name=name, email=email)
    rejection = rules.result_rejection(reader=reader)
    if rejection:
        return rejection
    readers.insert(connection, reader, password_hash=context.passwords.hash(password))
    return context.hooks.after_add_reader_account(connection, reader) or reader
