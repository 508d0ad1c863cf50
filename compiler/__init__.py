"""The driver: the only folder that reads, writes and prints."""
