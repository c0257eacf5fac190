"""Tests of benzofaq.exporting."""
