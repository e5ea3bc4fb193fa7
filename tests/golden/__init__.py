"""Articles and the entries they become, kept to be read and compared."""
