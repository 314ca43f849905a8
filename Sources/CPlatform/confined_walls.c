#define _GNU_SOURCE
#include "confined_walls.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define OWN_ARCHITECTURE AUDIT_ARCH_RISCV64
#endif

int confined_forbid_network(void) {
#ifndef OWN_ARCHITECTURE
  errno = ENOSYS;
  return -1;
#else
#define REFUSE(number) \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES)
  // Calls of another architecture (also x32 numbers) would go past the list, so they end the process. io_uring opens
  // sockets without socket(2); ptrace could steer a process outside.
  static const struct sock_filter rules[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCHITECTURE, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
#if defined(__x86_64__)
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
#endif
      REFUSE(SYS_socket),
      REFUSE(SYS_socketpair),
      REFUSE(SYS_connect),
      REFUSE(SYS_bind),
      REFUSE(SYS_ptrace),
      REFUSE(SYS_process_vm_writev),
#ifdef SYS_io_uring_setup
      REFUSE(SYS_io_uring_setup),
#endif
#ifdef SYS_pidfd_getfd
      REFUSE(SYS_pidfd_getfd),
#endif
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const struct sock_fprog filter = {sizeof rules / sizeof rules[0], (struct sock_filter *)rules};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
#endif
}

long confined_write_rules_version(void) {
  return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

void confined_forbid_writing_outside(const char *directory) {
  const __u64 writing =
      LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
      LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
      LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
      LANDLOCK_ACCESS_FS_MAKE_SYM;
  if (confined_write_rules_version() < 1) return;
  struct landlock_ruleset_attr rights = {.handled_access_fs = writing};
  int rules = (int)syscall(SYS_landlock_create_ruleset, &rights, sizeof rights, 0);
  if (rules < 0) return;
  struct landlock_path_beneath_attr own = {.allowed_access = writing, .parent_fd = open(directory, O_PATH | O_CLOEXEC)};
  struct landlock_path_beneath_attr nowhere = {
      .allowed_access = LANDLOCK_ACCESS_FS_WRITE_FILE, .parent_fd = open("/dev/null", O_PATH | O_CLOEXEC)};
  if (own.parent_fd >= 0) syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &own, 0);
  if (nowhere.parent_fd >= 0) syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &nowhere, 0);
  syscall(SYS_landlock_restrict_self, rules, 0);
  close(own.parent_fd);
  close(nowhere.parent_fd);
  close(rules);
}
