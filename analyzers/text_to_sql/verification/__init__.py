"""Verifies SQL without knowing the answer: whether it is safe, whether it runs, and what other answers say."""
