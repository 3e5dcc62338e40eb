"""Official documents: letterhead, signature blocks, and the Word files laid out by them."""
