"""What only a real server and a real browser can show together."""
