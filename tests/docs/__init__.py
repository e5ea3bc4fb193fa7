"""The papers are held to the code: what they name exists, and what exists is named."""
