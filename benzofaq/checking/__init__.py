"""Find what is wrong with a pack."""
