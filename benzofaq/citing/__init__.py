"""Write a source as a reference, in any of five styles."""
