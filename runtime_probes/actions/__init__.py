"""What can be done when an event happens."""
