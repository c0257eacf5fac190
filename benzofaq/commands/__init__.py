"""Take arguments, print, and return exit codes: one function for each command."""
