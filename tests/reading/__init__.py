"""Tests of what turns a question into a reply."""
