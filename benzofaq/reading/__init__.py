"""Read a question and reply with what answers it."""
