"""Run by Alembic. The connection, inside its transaction, comes from `coach.store.migrate`."""

from alembic import context

from coach.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
