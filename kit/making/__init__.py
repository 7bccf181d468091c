"""From an article to a lesson of one's own: a draft, what is proposed for it, and what is written in the end."""
