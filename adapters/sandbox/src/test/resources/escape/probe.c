/* A hostile fighter: tries what its first argument names and says how it went. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static char name[64];

static void say(const char *how, long detail) {
  printf("%s %s %ld\n", how, name, detail);
  fflush(stdout);
}

static int is(const char *what) { return strcmp(name, what) == 0; }

/* Succeeding is what must not happen. */
static void call(const char *what, long result) {
  if (!is(what)) return;
  if (result == -1) say("blocked", errno);
  else say("OPEN", result);
}
#define TRY(what, expression) if (is(what)) { errno = 0; call(what, (long)(expression)); }

static void *sleeper(void *x) { pause(); return x; }
static void *busy(void *x) { for (volatile long i = 0;; i++) ; return x; }
static int child(void *x) { return x != NULL; }
static char stack[65536];
static int deep(int n) { volatile char page[4096]; page[0] = n; return deep(n + 1) + page[0]; }

int main(int argc, char **argv) {
  char line[256];
  if (argc < 2 || !fgets(line, sizeof line, stdin)) return 1;
  snprintf(name, sizeof name, "%s", argv[1]);
  struct iovec vec = {line, sizeof line};

  TRY("socket-inet", socket(AF_INET, SOCK_STREAM, 0))
  TRY("socket-inet-udp", socket(AF_INET, SOCK_DGRAM, 0))
  TRY("socket-inet6", socket(AF_INET6, SOCK_STREAM, 0))
  TRY("socket-unix", socket(AF_UNIX, SOCK_STREAM, 0))
  TRY("socket-netlink", socket(AF_NETLINK, SOCK_RAW, 0))
  TRY("socket-packet", socket(AF_PACKET, SOCK_RAW, 0))
  TRY("socket-vsock", socket(40, SOCK_STREAM, 0))
  TRY("socket-alg", socket(38, SOCK_SEQPACKET, 0))
  int pair[2];
  TRY("socketpair-tipc", socketpair(30, SOCK_SEQPACKET, 0, pair))
#ifdef SYS_fork
  TRY("fork", syscall(SYS_fork))
  TRY("vfork", syscall(SYS_vfork))
#endif
  TRY("clone-process", clone(child, stack + sizeof stack, SIGCHLD, NULL))
  TRY("clone-sharing-memory", clone(child, stack + sizeof stack, CLONE_VM | SIGCHLD, NULL))
  TRY("clone-new-user", clone(child, stack + sizeof stack, CLONE_NEWUSER | SIGCHLD, NULL))
  TRY("clone-new-pid-thread", clone(child, stack + sizeof stack,
      CLONE_NEWPID | CLONE_THREAD | CLONE_SIGHAND | CLONE_VM, NULL))
  char zeros[88] = {0};
  TRY("clone3", syscall(SYS_clone3, zeros, sizeof zeros))
  TRY("unshare-user", unshare(CLONE_NEWUSER))
  TRY("unshare-net", unshare(CLONE_NEWNET))
  TRY("unshare-files", unshare(CLONE_FILES))
  TRY("setns", setns(0, 0))
  TRY("ptrace-me", ptrace(PTRACE_TRACEME, 0, 0, 0))
  TRY("ptrace-first", ptrace(PTRACE_ATTACH, 1, 0, 0))
  TRY("process-vm-read", process_vm_readv(getpid(), &vec, 1, &vec, 1, 0))
  TRY("process-vm-write", process_vm_writev(getpid(), &vec, 1, &vec, 1, 0))
  TRY("pidfd-open", syscall(SYS_pidfd_open, 1, 0))
  TRY("kcmp", syscall(SYS_kcmp, getpid(), getpid(), 0, 0, 0))
  TRY("keyctl", syscall(SYS_keyctl, 0, -3, 1))
  TRY("add-key", syscall(SYS_add_key, "user", "k", "v", 1, -3))
  TRY("request-key", syscall(SYS_request_key, "user", "k", "v", -3))
  TRY("bpf", syscall(SYS_bpf, 0, zeros, sizeof zeros))
  char attributes[128] = {0};
  attributes[0] = 1;
  attributes[4] = 112;
  TRY("perf-event", syscall(SYS_perf_event_open, attributes, 0, -1, -1, 0))
  TRY("userfaultfd", syscall(SYS_userfaultfd, 1))
  TRY("memfd", syscall(SYS_memfd_create, "m", 0))
  TRY("memfd-secret", syscall(447, 0))
  TRY("shmget", syscall(SYS_shmget, 0, 1 << 20, 01600))
  TRY("semget", syscall(SYS_semget, 0, 1, 01600))
  TRY("msgget", syscall(SYS_msgget, 0, 01600))
  TRY("mq-open", syscall(SYS_mq_open, "q", O_CREAT | O_RDWR, 0600, NULL))
  TRY("shared-anonymous-memory",
      mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))
  TRY("zero-device-memory", open("/dev/zero", O_RDWR))
  TRY("io-uring", syscall(SYS_io_uring_setup, 8, attributes))
  long context = 0;
  TRY("aio", syscall(SYS_io_setup, 128, &context))
  cpu_set_t cpus;
  CPU_ZERO(&cpus);
  CPU_SET(0, &cpus);
  TRY("cpu-affinity", sched_setaffinity(0, sizeof cpus, &cpus))
  TRY("priority", setpriority(PRIO_PROCESS, 0, -5))
  struct sched_param fifo = {.sched_priority = 1};
  TRY("real-time", sched_setscheduler(0, SCHED_FIFO, &fifo))
  TRY("seccomp", syscall(SYS_seccomp, 2, 0, NULL))
  TRY("personality", syscall(SYS_personality, 0x0040000))
  TRY("mount", mount("none", "/app", "tmpfs", 0, NULL))
  TRY("remount-writable", mount("none", "/app", NULL, MS_REMOUNT | MS_BIND, NULL))
  TRY("umount", umount2("/app", MNT_DETACH))
  TRY("pivot-root", syscall(SYS_pivot_root, "/app", "/app"))
  TRY("chroot", chroot("/app"))
  TRY("fsopen", syscall(430, "tmpfs", 0))
  TRY("open-tree", syscall(428, -100, "/", 1))
  TRY("open-by-handle", syscall(SYS_open_by_handle_at, -100, zeros, 0))
  TRY("name-to-handle", syscall(SYS_name_to_handle_at, -100, "/", zeros, &argc, 0))
  TRY("fanotify", syscall(SYS_fanotify_init, 0, 0))
  TRY("inotify", syscall(SYS_inotify_init1, 0))
  TRY("execveat", syscall(SYS_execveat, -100, "/bin/sh", argv, NULL, 0))
  TRY("splice", syscall(SYS_splice, 0, NULL, 1, NULL, 1, 0))
  TRY("vmsplice", syscall(SYS_vmsplice, 1, &vec, 0, 0))
  TRY("tty-input", ioctl(0, 0x5412, "x") == -1 && errno == EPERM ? -1 : 0)
  TRY("pipe-size", (pipe(pair), fcntl(pair[0], 1031, 1 << 20)))
  TRY("become-root", setuid(0))
  TRY("become-other", setresuid(1000, 1000, 1000))
  TRY("groups", syscall(SYS_setgroups, 0, NULL))
  TRY("mknod-device", mknod("/app/mem", S_IFCHR | 0600, 0x101))
  TRY("reboot", syscall(SYS_reboot, 0xfee1dead, 672274793, 0, NULL))
  TRY("kexec", syscall(SYS_kexec_load, 0, 0, NULL, 0))
  TRY("load-module", syscall(SYS_init_module, zeros, 1, ""))
  TRY("hostname", sethostname("x", 1))
  TRY("clock", syscall(SYS_clock_settime, 0, zeros))
  TRY("swap", syscall(SYS_swapon, "/app/x", 0))
  TRY("quota", syscall(SYS_quotactl, 0, "/", 0, NULL))
  TRY("accounting", syscall(SYS_acct, NULL))
  TRY("kernel-log", syscall(SYS_syslog, 3, line, 10))
  TRY("lock-memory", mlock(line, 4096))
#ifdef SYS_ioperm
  TRY("ports", syscall(SYS_ioperm, 0x70, 1, 1))
  TRY("ldt", syscall(SYS_modify_ldt, 0, zeros, 16))
#endif
  TRY("later-call", syscall(451))
  TRY("far-later-call", syscall(5000))
  struct rlimit more = {1 << 20, 1 << 20};
  TRY("raise-limit", setrlimit(RLIMIT_NPROC, &more))
  TRY("raise-memory", setrlimit(RLIMIT_DATA, &(struct rlimit){RLIM_INFINITY, RLIM_INFINITY}))
  TRY("write-to-stdin", write(0, "x", 1))
  TRY("seek-stderr", lseek(2, 0, SEEK_SET))

  if (is("descriptors")) {
    for (int fd = 3; fd < 4096; fd++) {
      if (fcntl(fd, F_GETFD) != -1) { say("OPEN", fd); break; }
    }
    say("blocked", 0);
  } else if (is("kill-first")) {
    kill(1, SIGKILL);
    kill(1, SIGTERM);
    usleep(50000);
    say(kill(1, 0) == 0 ? "blocked" : "OPEN", 0);
  } else if (is("kill-all")) {
    say(kill(-1, SIGKILL) == 0 ? "OPEN" : "blocked", errno);
  } else if (is("kill-around")) {
    int found = 0;
    for (int pid = 2; pid < 70000; pid++) {
      if (pid != getpid() && kill(pid, SIGKILL) == 0) found++;
    }
    say(found ? "OPEN" : "blocked", found);
  } else if (is("survive-parent")) {
    prctl(PR_SET_PDEATHSIG, 0);
    setsid();
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    for (;;) pause();
  } else if (is("threads")) {
    pthread_t thread;
    pthread_attr_t small;
    int count = 0;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 65536);
    while (count < 1000 && pthread_create(&thread, &small, sleeper, NULL) == 0) count++;
    say(count < 40 ? "blocked" : "OPEN", count);
    pause();
  } else if (is("memory")) {
    long mebibytes = 0;
    for (char *page; mebibytes < 4096 && (page = malloc(1 << 20)); mebibytes++) {
      memset(page, 1, 1 << 20);
    }
    say(mebibytes <= 128 ? "blocked" : "OPEN", mebibytes);
  } else if (is("mapped-memory")) {
    long mebibytes = 0;
    for (char *page; mebibytes < 4096; mebibytes++) {
      page = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      if (page == MAP_FAILED) break;
      memset(page, 1, 1 << 20);
    }
    say(mebibytes <= 128 ? "blocked" : "OPEN", mebibytes);
  } else if (is("protected-memory")) {
    /* Mapped unwritable, which is not counted, and made writable then. */
    long mebibytes = 0;
    for (char *page; mebibytes < 3000; mebibytes++) {
      page = mmap(NULL, 1 << 20, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      if (page == MAP_FAILED || mprotect(page, 1 << 20, PROT_READ | PROT_WRITE)) break;
      memset(page, 1, 1 << 20);
    }
    say(mebibytes <= 128 ? "blocked" : "OPEN", mebibytes);
  } else if (is("page-tables")) {
    /* Read-only pages cost nothing but the tables that name them. */
    long gibibytes = 0;
    while (gibibytes < 4096 && mmap(NULL, 1L << 30, PROT_READ,
        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0) != MAP_FAILED) gibibytes++;
    say(gibibytes <= 8 ? "blocked" : "OPEN", gibibytes);
  } else if (is("pipes")) {
    int count = 0;
    while (count < 1000 && pipe(pair) == 0) count++;
    say(count < 40 ? "blocked" : "OPEN", count);
  } else if (is("stack")) {
    say("OPEN", deep(1));
  } else if (is("processor")) {
    signal(SIGXCPU, SIG_IGN);
    for (volatile long i = 0;; i++) ;
  } else if (is("processor-threads")) {
    pthread_t thread;
    for (int i = 0; i < 8; i++) pthread_create(&thread, NULL, busy, NULL);
    signal(SIGXCPU, SIG_IGN);
    busy(NULL);
#ifdef __x86_64__
  } else if (is("other-architecture")) {
    long result;
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(20L) : "memory"); /* getpid of i386 */
    say("OPEN", result);
  } else if (is("x32")) {
    say("OPEN", syscall(0x40000000 + 39));
#endif
  }
  return 0;
}
