"""The backend for workflows: compiled definitions, and the engine that runs them durably."""
