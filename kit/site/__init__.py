"""The course as a static site: JupyterLite with the kit in it, and nothing that any other host must give."""
