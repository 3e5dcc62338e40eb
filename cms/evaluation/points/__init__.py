"""Points by a table, and the sentence how each came about."""
