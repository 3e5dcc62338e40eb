"""Measurements of what has to stay fast, in a database of their own: ``make bench``."""
