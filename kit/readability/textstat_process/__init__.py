"""textstat in a process of its own: ``python textstat_process`` reads a text and names as JSON, and prints figures."""
