"""Between a question and its answer: identity, order, validation, the bot."""
