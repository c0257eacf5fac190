"""Hold the data files as typed records."""
