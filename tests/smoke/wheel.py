"""Smoke test of the wheel: built from the checkout, installed in a bare environment, it must work on its own."""

import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PORT = "8731"
ADDRESS = f"http://127.0.0.1:{PORT}"


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    finished = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=os.environ | environment,
        check=False,
        capture_output=True,
        text=True,
    )
    if finished.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{finished.stdout}\n{finished.stderr}")
    return finished.stdout


def fetch(address: str) -> tuple[int, str]:
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - an address of our own making
        return answer.status, answer.read().decode("utf-8", "replace")


def wait_until_up() -> None:
    for _ in range(150):
        try:
            fetch(ADDRESS + "/healthz")
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit("the installed server did not start within 30 seconds")


def check_server(program: Path, folder: Path) -> None:
    log = (folder / "server.log").open("wb")
    server = subprocess.Popen([program, "serve", "--port", PORT], cwd=folder, stdout=log, stderr=log)
    try:
        wait_until_up()
        status, page = fetch(ADDRESS + "/")
        assets = re.findall(r'href="(/assets/[^"]+\.css)"', page)
        if status != 200 or not assets:
            sys.exit("the installed server's first page is not whole")
        for asset in assets:
            fetch(ADDRESS + asset)
    finally:
        server.terminate()
        server.wait(timeout=30)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
        (wheel,) = folder.glob("consultation-*.whl")
        run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
        python, program = folder / "venv/bin/python", folder / "venv/bin/consultation"
        locked = ROOT / "requirements/runtime.txt"
        run(python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", locked, cwd=folder)
        run(python, "-m", "pip", "install", "--quiet", "--no-deps", wheel, cwd=folder)
        run(program, "--help", cwd=folder)
        run(program, "migrate", cwd=folder)
        check_server(program, folder)
    print("1 passed, 0 failed")  # noqa: T201 - what CI reads


if __name__ == "__main__":
    main()
