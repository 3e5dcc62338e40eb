"""The figures a second time: from the bare rows, day by day, sharing nothing with what is tested."""
