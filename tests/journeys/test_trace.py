"""The kernel's record of a program: what its threads do is its own, what its children do is told by their name."""

import subprocess
import sys
from pathlib import Path

from tests.desk.trace import children, strace, touches

# A thread and a child, both at work while the program itself is, so that their calls lie between each other's.
BUSY = """
import os, socket, subprocess, sys, threading, time

def look(folder, times):
    for _ in range(times):
        os.listdir(".")
        open(os.path.join(folder, "mine")).close()

def listen():
    for _ in range(50):
        open(os.path.join(sys.argv[1], "thread's")).close()
    server = socket.create_server(("127.0.0.1", 0))
    socket.create_connection(server.getsockname()).close()

thread = threading.Thread(target=listen)
thread.start()
child = subprocess.Popen([sys.executable, "-S", "-c", sys.argv[2], sys.argv[1]])
look(sys.argv[1], 50)
thread.join()
child.wait()
"""
CHILD = "import sys; open(sys.argv[1] + '/child\\'s').close()"


def test_threads_and_children_are_followed(tmp_path: Path) -> None:
    for name in ("mine", "thread's", "child's"):
        (tmp_path / name).touch()
    record = tmp_path / "record"
    command = [*strace(record), sys.executable, "-c", BUSY, str(tmp_path), CHILD]
    subprocess.run(command, check=True, timeout=60)
    found = touches(record)
    assert {f"file:{tmp_path}/mine", f"file:{tmp_path}/thread's", "child:started"} <= found
    assert [touch for touch in found if touch.startswith("net:127.0.0.1:")]
    assert f"file:{tmp_path}/child's" not in found
    ((name, theirs),) = children(record).items()
    assert name == f"{Path(sys.executable).name} -S -c {CHILD} {tmp_path}"
    assert f"file:{tmp_path}/child's" in theirs
    assert f"file:{tmp_path}/mine" not in theirs
