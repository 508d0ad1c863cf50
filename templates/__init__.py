"""Text with holes: the templates of the generated files."""
