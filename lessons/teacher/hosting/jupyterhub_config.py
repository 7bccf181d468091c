"""For the hub itself: what learners' servers start with. See jupyterhub.md, which also has the figures behind it."""

c = get_config()  # noqa: F821  JupyterHub gives it

c.Spawner.default_url = "/lab/tree/00-start-here.ipynb"
c.Spawner.mem_limit = "1G"  # of one learner, server and kernels together; where the spawner can hold it
c.Spawner.http_timeout = 180  # seconds; thirty servers that start in one minute each take their time
