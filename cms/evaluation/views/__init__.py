"""The screens of evaluation: the board's, and the result that a unit's people see."""
