"""The edge to people's mailboxes."""
