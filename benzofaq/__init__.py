"""An offline, sourced reference on benzodiazepines."""

__version__ = "0.1.0"
