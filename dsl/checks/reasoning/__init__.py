"""What several checks reason with: values that stand for all others, conditions, tables, graphs, sentences."""
