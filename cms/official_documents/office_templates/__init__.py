"""The office's own template of letters: what may be one, and how it comes into use."""
