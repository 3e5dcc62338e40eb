"""Reminders of quotas: when, to whom, in which words, and what is told of them."""
