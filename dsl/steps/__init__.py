"""The step binder: sentences of scenarios become operations on the model."""
