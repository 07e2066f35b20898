"""The lake: attach, schema, snapshots, write lock, and the working-day clock."""
