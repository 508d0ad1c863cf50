"""The reference meaning of a model: runs actions, workflows, pages and scenarios."""
