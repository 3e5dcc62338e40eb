"""How a letter becomes a Word file."""
