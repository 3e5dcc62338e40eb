"""The form in which people of units write: what it shows, what it keeps, and what it asks before sending."""
