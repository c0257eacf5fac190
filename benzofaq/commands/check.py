"""The command `check`: list what is wrong with a pack of entries."""


def check() -> None:
    """Placeholder."""
