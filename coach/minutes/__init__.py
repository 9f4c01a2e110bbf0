"""Transcripts in, draft minutes out."""
