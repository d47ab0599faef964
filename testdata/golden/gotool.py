"""Builds a Go program of this folder with a real go command, away from the user's own settings."""
import os
import pathlib
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent


def build(go, source):
    """The path of the program made of SOURCE (a .go file of this folder) by the go command GO."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="goget-doctor-"))
    (folder / "main.go").write_bytes((HERE / source).read_bytes())
    (folder / "go.mod").write_text("module m\n\ngo 1.27\n")
    subprocess.run([go, "build", "-o", "program", "."], cwd=folder, env=environment(), check=True)
    return folder / "program"


def environment(**more):
    """An environment in which go downloads nothing and reads no setting of the user."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "TMPDIR") if key in os.environ}
    plain = dict(GOTOOLCHAIN="local", GOFLAGS="", GOPROXY="off", GO111MODULE="on", GOENV="off")
    cache = os.path.join(tempfile.gettempdir(), "goget-doctor-gocache")
    return kept | plain | {"GOCACHE": os.environ.get("GOCACHE", cache)} | more
