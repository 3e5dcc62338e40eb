"""What the board enters on the screens of evaluation."""
