"""The question desk: documents, index, answers with sources."""
