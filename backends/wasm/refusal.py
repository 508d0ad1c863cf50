"""What is not lowered, and why."""


class NotLoweredError(Exception):
    """An expression has no form in WebAssembly here; the text says which part of it, and why."""
