"""Write pages as HTML or Markdown, and any text into a file."""
