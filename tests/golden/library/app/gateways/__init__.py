"""The outside services that actions call."""
