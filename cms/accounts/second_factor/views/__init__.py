"""The screens of the second factor."""
