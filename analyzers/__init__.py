"""SQL analyzers: anti-patterns and text-to-SQL routing."""
