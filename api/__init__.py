"""The web faces: JSON under /api/v1 and pages for people. Parse, call one service, show."""
