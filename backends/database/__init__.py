"""The generated database layer: tables, explicit SQL, and thin typed functions around it."""
