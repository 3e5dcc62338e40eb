"""Quotas: what units owe, how far they are, and who is reminded."""
