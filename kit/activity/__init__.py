"""Activities: labels, keys, answers and what is said of them, without a widget or a notebook."""
