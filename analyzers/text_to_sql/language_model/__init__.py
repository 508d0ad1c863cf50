"""Asks language models over a network, and counts what that takes."""
