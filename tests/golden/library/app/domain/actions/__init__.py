"""What each action demands and what it changes, as pure functions."""
