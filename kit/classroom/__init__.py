"""A class: what was handed in, collected; what came of it, for its teacher; and what each learner is given back."""
