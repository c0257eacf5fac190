"""Make the derived files and measure the matcher; never on the way to an answer."""
