"""Tests of benzofaq.pages."""
