"""Every sentence people read: one Fluent file per noun and language, and how dates and numbers look in each."""
