"""What is known of a database, where that is read, and how its tables hang together."""
