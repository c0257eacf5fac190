"""Tests of benzofaq.terminal."""
