"""People, groups and their contract (the people issue fills this room)."""
