"""Pin every package again, with hashes, for Linux and Windows, into `requirements.lock`.

`uv` is the one resolver that locks for several systems at once; only this needs it, so it is not locked.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOL = ROOT / "build" / "lock-tool"


def main() -> int:
    """Resolve; arguments such as `--upgrade` or `--upgrade-package NAME` go on to uv."""
    uv = TOOL / "bin" / "uv"
    if not uv.exists():
        subprocess.run([sys.executable, "-m", "venv", str(TOOL)], check=True)
        subprocess.run([str(TOOL / "bin" / "python"), "-m", "pip", "install", "--quiet", "uv"], check=True)
    return subprocess.run(
        [
            str(uv), "pip", "compile", "pyproject.toml", "--all-extras", "--group", "dev", "--universal",
            "--output-file", "requirements.lock", "--python-version", "3.11", "--only-binary", ":all:",
            "--generate-hashes", "--no-header", "--no-annotate", "--quiet", *sys.argv[1:],
        ],
        cwd=ROOT, check=False,
    ).returncode  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
