"""What can happen in a module."""
