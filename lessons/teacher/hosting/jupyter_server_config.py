"""For each learner's server on a hub: the lessons in their home, opened in lesson mode. See jupyterhub.md.

It stands in the folder ``etc/jupyter`` of the environment that learners' servers run in, and is read each time such a
server starts, as the learner. A newer edition of the kit reaches each of them so; answers and notebooks of their own
are never touched. Without a hub it does nothing: ``kit lab`` does the same by itself.
"""

import os
from pathlib import Path

import kit.lab
from kit.activity.lesson_file import lesson_folder

c = get_config()  # noqa: F821  Jupyter gives it

if "JUPYTERHUB_API_TOKEN" in os.environ:
    home = Path.home() / "media-literacy"
    for message in kit.lab.copy_lessons(lesson_folder(), home):
        print(message)  # in the log of the learner's server
    os.environ["KIT_FOLDER"] = str(home)  # where kernels keep answers
    settings = [str(Path(kit.lab.__file__).parent / "lab_config"), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, settings))

    c.ServerApp.root_dir = str(home)
    c.LabApp.check_for_updates_class = "jupyterlab.handlers.announcements.NeverCheckForUpdate"
    c.LabApp.news_url = None
