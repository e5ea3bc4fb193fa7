"""The tests of Salut: one file for each behaviour, in folders that mirror the code."""
