"""Effects of the command line on its process."""

import subprocess
import sys


def run(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout


def test_igraph_is_imported_without_matplotlib_which_others_still_get() -> None:
    shown = run(
        "import sys; from kg.system.memory import import_igraph_without_plotting as hide; hide(); hide()\n"
        "import igraph\n"
        "print('matplotlib' in sys.modules, igraph.Graph.Ring(4).vcount())\n"
        "import matplotlib; print(matplotlib.__name__)"
    )
    assert shown == "False 4\nmatplotlib\n"
