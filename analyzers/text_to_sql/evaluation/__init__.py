"""Measures policies of routing: what they get right, what that costs, and how sure one can be of it."""
