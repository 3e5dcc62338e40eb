"""What a notice says: gathered from the publication record, and frozen when it goes to signature."""
