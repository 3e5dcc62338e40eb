"""The quarterly notice: who had items published, signed and public."""
