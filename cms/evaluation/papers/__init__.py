"""What goes out on paper: the official letter with its annexes, and the workbook."""
