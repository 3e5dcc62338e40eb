"""What the editorial board takes along of an item: the originals of its photos, and a Word file."""
