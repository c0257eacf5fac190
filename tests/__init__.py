"""The promises of benzofaq, as tests."""
