"""The action borrow."""

from app.database import books
from app.domain.actions import borrow as rules
from app.domain.values import Rejection, invalid
from app.services.context import Context
from app.services.permissions import require_reader
from app.services.transaction import in_transaction


@in_transaction
def borrow(context: Context, *, book: str) -> Rejection | None:
    """Borrow, as Reader."""
    connection = context.connection
    me = require_reader(context, "action:borrow/by")
    if isinstance(me, Rejection):
        return me
    book_record = books.find(connection, book)
    errors = rules.parameter_errors(book=book, book_record=book_record)
    if book_record is None or errors:
        return invalid("action:borrow/parameters", errors)
    rejection = rules.guard(book=book_record)
    rejection = rejection or context.hooks.before_borrow(connection, book=book_record)
    if rejection:
        return rejection
    changed_book = rules.changed_book(book=book_record, me=me)
    rejection = rules.result_rejection(book=changed_book)
    if rejection:
        return rejection
    books.change_by_borrow(connection, title=book_record.title, me=me.name)
    return context.hooks.after_borrow(connection, changed_book)
