"""Passwords are kept as argon2 hashes only."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


class Passwords:
    """Hashes passwords and checks them."""

    def __init__(self, *, fast: bool = False) -> None:
        """Use the library's recommended cost, or next to none for tests."""
        self._hasher = (
            PasswordHasher(time_cost=1, memory_cost=8, parallelism=1) if fast else PasswordHasher()
        )
        self._nobody = self._hasher.hash("nobody")

    def hash(self, password: str) -> str:
        return self._hasher.hash(password)

    def matches(self, password: str, password_hash: str | None) -> bool:
        """Tell whether the password fits; without a hash it takes as long and does not fit."""
        try:
            self._hasher.verify(password_hash or self._nobody, password)
        except (VerificationError, InvalidHashError):
            return False
        return password_hash is not None
