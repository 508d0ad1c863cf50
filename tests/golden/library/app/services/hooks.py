"""Where own code can join in; the methods here do nothing."""

from app.database.database import Connection
from app.domain.book import Book
from app.domain.reader import Reader
from app.domain.values import Rejection


class Hooks:
    """Two methods per action, called in its transaction.

    `before_…` runs when the action's own requirements are met, `after_…` when all is written.
    Either may return a rejection, which undoes the whole action.
    """

    def before_borrow(self, connection: Connection, *, book: Book) -> Rejection | None: ...

    def after_borrow(self, connection: Connection, book: Book) -> Rejection | None: ...

    def before_add_reader_account(
        self, connection: Connection, *, name: str, email: str
    ) -> Rejection | None: ...

    def after_add_reader_account(
        self, connection: Connection, reader: Reader
    ) -> Rejection | None: ...
