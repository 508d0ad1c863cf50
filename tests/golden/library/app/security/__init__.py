"""Passwords, sessions, tokens and form protection."""
