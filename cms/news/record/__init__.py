"""*Sổ lần đăng*: the publication record as the editorial board reads and amends it."""
