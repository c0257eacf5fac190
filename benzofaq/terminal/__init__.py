"""Show a page: painted on a terminal, plain in a pipe, labelled for a screen reader."""
