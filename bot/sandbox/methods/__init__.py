"""The Bot API's methods, by topic; the table of all of them is in `table.py`."""
