"""Database: tables, unit of work, migrations."""
