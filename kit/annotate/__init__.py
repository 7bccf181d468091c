"""Find quotations, claims and loaded words; voices and sources are made of them."""
