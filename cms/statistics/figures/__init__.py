"""The numbers behind the plots: aggregated by the database, in a number of queries that no amount of news changes."""
