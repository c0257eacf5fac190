"""Tests of benzofaq.commands."""
