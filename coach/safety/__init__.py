"""Signs of danger or despair, and where people find help."""
