"""Library: a web system with rules, database, API and pages."""
