"""Bearer tokens: signed, with an end, and nothing to store."""

from typing import Any, cast

from itsdangerous import BadSignature, URLSafeTimedSerializer

from app.domain.roles import Person, Role


class Tokens:
    """Issues tokens and reads them back."""

    def __init__(self, secret: str, *, hours: int) -> None:
        self._serializer = URLSafeTimedSerializer(secret, salt="bearer-token")
        self._seconds = hours * 3600

    def issue(self, person: Person) -> str:
        return str(self._serializer.dumps([person.role, person.key]))

    def read(self, token: str) -> Person | None:
        """Return whom the token names, unless it is forged or too old."""
        try:
            role, key = cast("list[Any]", self._serializer.loads(token, max_age=self._seconds))
        except BadSignature:
            return None
        return Person(Role(role), key)
