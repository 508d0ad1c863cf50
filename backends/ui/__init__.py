"""The server-rendered pages of the generated system."""
