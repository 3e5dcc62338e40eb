"""The yearly evaluation of the criterion of news: points by the office's own table, closed and frozen."""
