"""The truth: tables, statuses, the moves between them, events and refusals."""
