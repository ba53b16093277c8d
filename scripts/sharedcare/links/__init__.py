"""Web addresses: those that the register's files name, and those inside the built site. LinkChecker asks them."""
