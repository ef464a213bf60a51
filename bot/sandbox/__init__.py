"""A Bot API server in a box: people, chats, a clock that can be moved, and faults on demand."""
