"""Plots of what was published, and of how long it took."""
