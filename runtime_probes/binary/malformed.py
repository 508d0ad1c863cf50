"""What is raised where bytes are not WebAssembly."""

from ...diagnostics import WeftError


class MalformedModule(WeftError, ValueError):
    """Bytes that are no WebAssembly module, and where in the file they stop being one."""

    def __init__(self, message: str, offset: int) -> None:
        """Take what is wrong, in lower case, and the offset of the byte from the start of the file."""
        super().__init__(f"{message} (at byte {offset:#x})")
        self.message = message
        self.offset = offset

    def __reduce__(self) -> tuple[type["MalformedModule"], tuple[str, int]]:
        """Let it pass from one process to another."""
        return type(self), (self.message, self.offset)
