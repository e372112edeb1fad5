"""A systemd of one's own: process 1 of name spaces, for a machine installed from ``deploy/``.

The kernel's name spaces, systemd, its units, timers, sockets and sandboxes are the real thing. Made
up are the machine's root (a disk in memory with this machine's /usr), its user ``local-offer``,
and ``/opt/local-offer``, whose commands run the program of this checkout.
"""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from time import monotonic, sleep

from tests.support.feedback import ROOT

_PATIENCE = 240
_AS_ROOT = () if os.geteuid() == 0 else ("sudo", "-n")
_LEFT_OUT = {"site", ".git", ".localoffer", ".venv", "node_modules"}

_BOOT = r"""
set -e
echo $$ > "$GROUP/cgroup.procs"
exec unshare --cgroup --pid --mount --uts --ipc --net --fork --kill-child sh "$1"
"""

_MACHINE = r"""
set -e
mount -t tmpfs -o mode=755 none "$MACHINE"
cd "$MACHINE"
mkdir -p usr etc/systemd/system var/log var/lib run tmp proc sys dev root srv
mkdir -p opt/python opt/packages opt/program
for link in bin lib lib64 sbin; do ln -s "usr/$link" "$link"; done
mount --rbind /usr usr
mount -t proc proc proc
mount -t sysfs none sys || mount --rbind /sys sys
mount -t cgroup2 none sys/fs/cgroup
mount -t tmpfs -o mode=755 none dev
for device in null zero full random urandom tty; do
  touch "dev/$device"; mount --bind "/dev/$device" "dev/$device"
done
mkdir dev/shm dev/pts dev/mqueue var/tmp; mount -t tmpfs none dev/shm
mount -t devpts none dev/pts; ln -s pts/ptmx dev/ptmx
mount -t tmpfs -o mode=755 none run
mount -t tmpfs -o mode=1777 none tmp
mount --bind "$PYTHON" opt/python
mount --bind "$PACKAGES" opt/packages
for file in $PROGRAM_FILES; do
  if [ -d "$file" ]; then mkdir "opt/program/${file##*/}"; else touch "opt/program/${file##*/}"; fi
  mount --bind "$(readlink -f "$file")" "opt/program/${file##*/}"
done
echo 'root:x:0:0::/root:/bin/sh' > etc/passwd
echo 'local-offer:x:64999:64999::/var/lib/local-offer:/usr/sbin/nologin' >> etc/passwd
printf 'root:x:0:\nlocal-offer:x:64999:\n' > etc/group
echo 0123456789abcdef0123456789abcdef > etc/machine-id
touch etc/fstab
for unit in usr/lib/systemd/system/sysinit.target.wants/*; do
  ln -s /dev/null "etc/systemd/system/${unit##*/}"
done
mkdir etc/systemd/system/service.d
printf '[Service]\nStandardOutput=append:/var/log/units\n' > etc/systemd/system/service.d/log.conf
printf '[Unit]\nDescription=Ready to be installed\n' > etc/systemd/system/bare.target
export container=test
exec chroot "$MACHINE" /lib/systemd/systemd --unit=bare.target --log-target=null --show-status=no
"""


def may_run_systemd() -> bool:
    """Whether this machine lets us be root in name spaces of our own."""
    words = (*_AS_ROOT, "unshare", "--cgroup", "--pid", "--mount", "--net", "--fork", "true")
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


@dataclass(frozen=True)
class Machine:
    """A machine whose process 1 is a systemd that only this test talks to."""

    process: int

    def run(self, *words: str, status: int | None = 0, typed: str = "") -> str:
        """Run a command in it as root; return what it printed."""
        enter = (*_AS_ROOT, "nsenter", "-t", str(self.process), "-m", "-p", "-n", "-u", "-i", "-r")
        done = subprocess.run(
            [*enter, *words],
            input=typed,
            capture_output=True,
            text=True,
            check=False,
            timeout=_PATIENCE,
            env={"PATH": "/usr/sbin:/usr/bin"},
        )
        assert status is None or done.returncode == status, done.stdout + done.stderr
        return done.stdout

    def write(self, file: str, text: str) -> None:
        """Write a file of the machine."""
        self.run("sh", "-c", f'mkdir -p "$(dirname {file})" && cat > {file}', typed=text)

    def show(self, unit: str, name: str) -> str:
        """Return a property of a unit, as systemd has it."""
        return self.run("systemctl", "show", "--property", name, "--value", unit).strip()


@contextmanager
def own_systemd(folder: Path) -> Iterator[Machine]:
    """Run a systemd until the end of the block; its machine is gone afterwards."""
    group = _cgroup_mount() / f"local-offer-{token_hex(4)}"
    _as_root("mkdir", str(group))
    (folder / "machine").mkdir()
    (folder / "machine.sh").write_text(_MACHINE, encoding="utf-8")
    files = [str(one) for one in ROOT.iterdir() if one.name not in _LEFT_OUT]
    settings = {
        "GROUP": str(group),
        "MACHINE": str(folder / "machine"),
        "PYTHON": sys.base_prefix,
        "PACKAGES": sysconfig.get_path("purelib"),
        "PROGRAM_FILES": " ".join([*files, str(ROOT / "node_modules")]),
    }
    named = [f"{name}={value}" for name, value in settings.items()]
    log = (folder / "systemd.log").open("w", encoding="utf-8")
    words = [*_AS_ROOT, "env", *named, "sh", "-c", _BOOT, "sh", str(folder / "machine.sh")]
    with log:
        started = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        machine = Machine(_first_process(group, folder / "systemd.log"))
        until(
            lambda: machine.run("systemctl", "is-active", "bare.target", status=None) == "active\n"
        )
        yield machine
    finally:
        if (procs := group / "init.scope" / "cgroup.procs").exists():
            _as_root("kill", "-9", *procs.read_text(encoding="ascii").split())
        started.wait(_PATIENCE)
        _as_root("find", str(group), "-depth", "-type", "d", "-exec", "rmdir", "{}", ";")


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds; give up loudly."""
    end = monotonic() + _PATIENCE
    while not holds():
        assert monotonic() < end
        sleep(0.1)


def _cgroup_mount() -> Path:
    lines = Path("/proc/mounts").read_text(encoding="utf-8").splitlines()
    return Path(next(line.split()[1] for line in lines if line.split()[2] == "cgroup2"))


def _first_process(group: Path, log: Path) -> int:
    procs, end = group / "init.scope" / "cgroup.procs", monotonic() + _PATIENCE
    while not (procs.exists() and procs.read_text(encoding="ascii").strip()):
        assert monotonic() < end, log.read_text(encoding="utf-8")
        sleep(0.1)
    return int(procs.read_text(encoding="ascii").split()[0])


def _as_root(*words: str) -> None:
    subprocess.run([*_AS_ROOT, *words], check=False, capture_output=True)
