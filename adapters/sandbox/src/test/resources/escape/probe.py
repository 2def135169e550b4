"""A hostile fighter: tries what its first argument names and says how it went."""
import os
import sys
import time

name = sys.argv[1]
secret = sys.argv[2] if len(sys.argv) > 2 else ""
sys.stdin.readline()


def say(how, detail=""):
    print(how, name, str(detail).replace("\n", " ")[:200], flush=True)


def read(path):
    with open(path, "rb") as file:
        return file.read(10)


def write(path):
    with open(path, "w") as file:
        file.write("x")
    return path


def forever():
    while True:
        time.sleep(1000)


def fork_bomb():
    for _ in range(100):
        os.fork()
    return "forked"


def daemon():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            forever()
        os._exit(0)
    return "left a daemon"


def environment():
    known = {"PATH", "LANG", "HOME", "PWD", "OLDPWD", "SHLVL", "_", "LC_CTYPE", "PYTHONUNBUFFERED",
             "PYTHONDONTWRITEBYTECODE"}
    more = set(os.environ) - known
    if not more:
        raise PermissionError("nothing in it")
    return more


def roots():
    more = set(os.listdir("/")) - {"app", "bin", "dev", "lib", "lib64", "root", "usr", "home", "opt",
                                   "tmp", "etc"}
    if not more:
        raise PermissionError("nothing else in it")
    return more


def devices():
    more = set(os.listdir("/dev")) - {"null", "urandom"}
    if not more:
        raise PermissionError("nothing else in it")
    return more


def setuid_files():
    for folder, _, files in os.walk("/"):
        for file in files:
            path = os.path.join(folder, file)
            if os.path.exists(path) and os.stat(path).st_mode & 0o6000:
                return path
    raise FileNotFoundError("none of them")


def writable_folders():
    for folder, _, _ in os.walk("/"):
        try:
            return write(os.path.join(folder, "x"))
        except OSError:
            continue
    raise PermissionError("none of them")


def engine_user():
    if os.getuid() == 65534 and os.getgid() == 65534 and not os.getgroups():
        raise PermissionError("nobody")
    return os.getuid(), os.getgroups()


def capabilities():
    import ctypes
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    data = (ctypes.c_uint32 * 6)()
    ctypes.CDLL(None).capget(header, data)
    if not any(data):
        raise PermissionError("none")
    return list(data)


def hostname():
    if os.uname().nodename == "sbx":
        raise PermissionError("sbx")
    return os.uname().nodename


def memory():
    kept = []
    for count in range(1000):
        kept.append(bytearray(8 << 20))
    return count


def connect(address):
    import socket
    connection = socket.create_connection(address, 2)
    return connection.getpeername()


def resolve():
    import socket
    return socket.getaddrinfo("localhost", 80)


def run(*command):
    import subprocess
    return subprocess.run(command, capture_output=True).stdout


def spawn():
    return os.posix_spawn("/bin/sh", ["sh", "-c", "true"], {})


def native_system():
    import ctypes
    result = ctypes.CDLL(None).system(b"true")
    if result:
        raise PermissionError(result)
    return result


def link():
    os.symlink("/etc/passwd", "/app/link")
    return read("/app/link")


def temporary_is_bounded():
    with open("/tmp/much", "wb") as file:
        for count in range(64):
            file.write(bytes(1 << 20))
            file.flush()
    return count


def temporary_link():
    os.symlink("/etc/passwd", "/tmp/link")
    return read("/tmp/link")


def temporary_is_mine():
    os.mkdir("/tmp/mine")
    more = set(os.listdir("/tmp")) - {"mine"}
    if not more:
        raise PermissionError("nothing else in it")
    return more


def flood(stream, text):
    while True:
        stream.write(text)
        stream.flush()


def closing(*descriptors):
    for descriptor in descriptors:
        os.close(descriptor)
    forever()


def bytes_out(text):
    os.write(1, text)
    forever()


def stopped():
    import signal
    os.kill(os.getpid(), signal.SIGSTOP)


def deaf_to_signals():
    import signal
    for number in range(1, 32):
        try:
            signal.signal(number, signal.SIG_IGN)
        except OSError:
            pass
    forever()


def threads():
    import threading
    started = 0
    threading.stack_size(65536)
    for _ in range(1000):
        threading.Thread(target=forever, daemon=True).start()
        started += 1
    return started


def busy():
    while True:
        pass


attempts = {
    "read-passwd": lambda: read("/etc/passwd"),
    "read-shadow": lambda: read("/etc/shadow"),
    "read-hosts": lambda: read("/etc/hosts"),
    "read-root-keys": lambda: read("/root/.ssh/id_rsa"),
    "list-root-home": lambda: set(os.listdir("/root")) - {".pyenv"} or read("/root/none"),
    "read-engine-data": lambda: read(secret),
    "read-engine-data-upwards": lambda: read("/app/../../../../../.." + secret),
    "write-own-folder": lambda: write("/app/x"),
    "write-own-program": lambda: write("/app/probe.py"),
    "chmod-own-program": lambda: os.chmod("/app/probe.py", 0o777) or "changed",
    "write-root-folder": lambda: write("/x"),
    "write-temporary": lambda: write("/tmp/x"),
    "write-shared-memory": lambda: write("/dev/shm/x"),
    "write-anywhere": writable_folders,
    "make-folder": lambda: os.mkdir("/app/x") or "made",
    "link-out": link,
    "proc-environment": lambda: read("/proc/1/environ"),
    "proc-self": lambda: os.listdir("/proc/self"),
    "proc-memory": lambda: read("/proc/self/mem"),
    "sys": lambda: os.listdir("/sys"),
    "cgroup": lambda: os.listdir("/sys/fs/cgroup"),
    "memory-device": lambda: read("/dev/mem"),
    "disk-device": lambda: read("/dev/sda"),
    "terminal": lambda: open("/dev/tty", "rb+"),
    "devices": devices,
    "roots": roots,
    "environment": environment,
    "setuid-files": setuid_files,
    "user": engine_user,
    "capabilities": capabilities,
    "hostname": hostname,
    "connect-loopback": lambda: connect(("127.0.0.1", int(secret))),
    "connect-metadata": lambda: connect(("169.254.169.254", 80)),
    "resolve": resolve,
    "fork-bomb": fork_bomb,
    "daemon": daemon,
    "run-program": lambda: run("/bin/sh", "-c", "echo hi"),
    "posix-spawn": spawn,
    "native-system": native_system,
    "many-threads": threads,
    "much-memory": memory,
    "tmp-is-bounded": temporary_is_bounded,
    "tmp-link-out": temporary_link,
    "tmp-is-private": temporary_is_mine,
    "flood-stdout": lambda: flood(sys.stdout, "x\n" * 1000),
    "flood-stderr": lambda: flood(sys.stderr, "x" * 10000 + "\n"),
    "flood-empty-lines": lambda: flood(sys.stdout, "\n" * 1000),
    "long-line": lambda: bytes_out(b"x" * 20000 + b"\n"),
    "endless-line": lambda: flood(sys.stdout, "x" * 1000),
    "invalid-utf8": lambda: bytes_out(b"\xff\xfe\n"),
    "overlong-utf8": lambda: bytes_out(b"\xc0\xaf\n"),
    "surrogate-utf8": lambda: bytes_out(b"\xed\xa0\x80\n"),
    "half-a-line": lambda: bytes_out(b"half"),
    "half-a-line-and-gone": lambda: os.write(1, b"half") and os._exit(0),
    "never-reads": forever,
    "closes-stdout": lambda: closing(1),
    "closes-stdin": lambda: closing(0),
    "closes-everything": lambda: closing(0, 1, 2),
    "stops-itself": stopped,
    "deaf-to-signals": deaf_to_signals,
    "busy": busy,
    "exits": lambda: os._exit(3),
    "aborts": os.abort,
}

try:
    say("OPEN", attempts[name]())
except (OSError, MemoryError, RuntimeError) as refused:
    say("blocked", repr(refused))
forever()
