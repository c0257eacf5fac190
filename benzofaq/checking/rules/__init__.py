"""Hold what types can't state about a pack, a rule each, by subject."""
