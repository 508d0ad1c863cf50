"""The backend for the services: one transaction per action, and all that stands around them."""
