"""Gets SQL out of what language models write, and has them put it right."""
