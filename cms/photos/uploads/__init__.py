"""Photos that come in pieces and go on where the connection broke: the protocol tus 1.0 (tus.io)."""
