"""(record, record) -> what is the same, what differs, what only one of them has. Pure, and in no words of its own."""
