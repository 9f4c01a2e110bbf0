"""The container in floors; nobody but coach.container imports from here."""
