"""What is remembered stays remembered, once and in order."""
