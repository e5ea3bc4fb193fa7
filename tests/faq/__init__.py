"""What articles become, and what is answered from them."""
