"""One transaction per action."""
