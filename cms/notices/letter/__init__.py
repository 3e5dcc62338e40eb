"""The notice as an official letter, its internal annex, and its tables as a workbook."""
