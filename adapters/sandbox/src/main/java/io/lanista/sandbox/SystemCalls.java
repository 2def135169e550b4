package io.lanista.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The numbers of system calls on one processor architecture, and which of them a fighter is refused
 * (numbers: {@code asm/unistd_64.h} and {@code asm-generic/unistd.h} of Linux 6.1).
 *
 * @param audit the architecture's number in {@code linux/audit.h}
 * @param compatible whether numbers from 2^30 mean the x32 form of calls
 * @param refused in ascending order
 */
record SystemCalls(
    int audit,
    boolean compatible,
    List<Integer> refused,
    int forking,
    int forking3,
    int mmap,
    int ioctl,
    int fcntl,
    int socketpair) {
  /** The last number this list knows. What came later is answered as if it did not exist. */
  static final int LAST = 450;

  private static final String REFUSED =
      """
      # A fighter is one process: what fork costs would multiply by every limit.
      fork 57 -
      vfork 58 -
      # It talks over stdin and stdout alone; io_uring would go round this filter.
      socket 41 198
      io_uring_setup 425 425
      io_uring_enter 426 426
      io_uring_register 427 427
      io_setup 206 0
      io_destroy 207 1
      io_submit 209 2
      io_cancel 210 3
      io_getevents 208 4
      io_pgetevents 333 292
      # Other processes, and its own from outside.
      ptrace 101 117
      process_vm_readv 310 270
      process_vm_writev 311 271
      kcmp 312 272
      pidfd_open 434 434
      pidfd_getfd 438 438
      pidfd_send_signal 424 424
      process_madvise 440 440
      process_mrelease 448 448
      # Namespaces and mounts.
      unshare 272 97
      setns 308 268
      mount 165 40
      umount2 166 39
      pivot_root 155 41
      chroot 161 51
      move_mount 429 429
      open_tree 428 428
      fsopen 430 430
      fsconfig 431 431
      fsmount 432 432
      fspick 433 433
      mount_setattr 442 442
      # Files by other ways than their names.
      name_to_handle_at 303 264
      open_by_handle_at 304 265
      fanotify_init 300 262
      fanotify_mark 301 263
      inotify_init 253 -
      inotify_init1 294 26
      inotify_add_watch 254 27
      inotify_rm_watch 255 28
      execveat 322 281
      # Parts of the kernel that a fighter needs least and that held most holes.
      add_key 248 217
      request_key 249 218
      keyctl 250 219
      bpf 321 280
      perf_event_open 298 241
      userfaultfd 323 282
      seccomp 317 277
      personality 135 92
      modify_ldt 154 -
      lookup_dcookie 212 18
      splice 275 76
      tee 276 77
      vmsplice 278 75
      remap_file_pages 216 234
      # Memory that RLIMIT_DATA does not count.
      memfd_create 319 279
      memfd_secret 447 447
      shmget 29 194
      shmat 30 196
      shmctl 31 195
      shmdt 67 197
      semget 64 190
      semop 65 193
      semctl 66 191
      semtimedop 220 192
      msgget 68 186
      msgsnd 69 189
      msgrcv 70 188
      msgctl 71 187
      mq_open 240 180
      mq_unlink 241 181
      mq_timedsend 242 182
      mq_timedreceive 243 183
      mq_notify 244 184
      mq_getsetattr 245 185
      mlock 149 228
      mlock2 325 284
      mlockall 151 230
      # Whose turn it is, and where.
      sched_setaffinity 203 122
      sched_setscheduler 144 119
      sched_setparam 142 118
      sched_setattr 314 274
      setpriority 141 140
      ioprio_set 251 30
      mbind 237 235
      set_mempolicy 238 237
      set_mempolicy_home_node 450 450
      migrate_pages 256 238
      move_pages 279 239
      # The machine.
      acct 163 89
      quotactl 179 60
      quotactl_fd 443 443
      reboot 169 142
      kexec_load 246 104
      kexec_file_load 320 294
      init_module 175 105
      finit_module 313 273
      delete_module 176 106
      create_module 174 -
      query_module 178 -
      get_kernel_syms 177 -
      swapon 167 224
      swapoff 168 225
      syslog 103 116
      settimeofday 164 170
      clock_settime 227 112
      clock_adjtime 305 266
      adjtimex 159 171
      sethostname 170 161
      setdomainname 171 162
      vhangup 153 58
      iopl 172 -
      ioperm 173 -
      uselib 134 -
      ustat 136 -
      sysfs 139 -
      _sysctl 156 -
      nfsservctl 180 42
      afs_syscall 183 -
      tuxcall 184 -
      security 185 -
      getpmsg 181 -
      putpmsg 182 -
      vserver 236 -
      """;

  static final SystemCalls X86_64 =
      new SystemCalls(0xc000003e, true, column(1), 56, 435, 9, 16, 72, 53);
  static final SystemCalls AARCH64 =
      new SystemCalls(0xc00000b7, false, column(2), 220, 435, 222, 29, 25, 199);

  /** Of the machine this runs on; empty if it is of neither architecture. */
  static Optional<SystemCalls> here() {
    return switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> Optional.of(X86_64);
      case "aarch64", "arm64" -> Optional.of(AARCH64);
      default -> Optional.empty();
    };
  }

  /** Lines of a name and its numbers on x86_64 and aarch64, for those who want to check them. */
  static List<String> table() {
    return REFUSED.lines().filter(line -> !line.startsWith("#")).toList();
  }

  private static List<Integer> column(int index) {
    return table().stream()
        .map(line -> line.split(" ")[index])
        .filter(number -> !number.equals("-"))
        .map(Integer::valueOf)
        .sorted()
        .toList();
  }
}
