"""Many drawings graded alike, on this machine's cores or on a cluster, as one table."""
