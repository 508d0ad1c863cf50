"""The resolver: from syntax trees to the semantic model."""
