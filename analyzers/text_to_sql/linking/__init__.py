"""Links the words of questions to the tables and columns of a schema."""
