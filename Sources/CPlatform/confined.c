// Between fork and exec only async-signal-safe work is done: system calls on memory that was made ready before.
#define _GNU_SOURCE
#include "confined.h"
#include "confined_walls.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct report {
  int stage;
  int error;
};

static void fail(int channel, int stage) {
  struct report report = {stage, errno};
  ssize_t written = write(channel, &report, sizeof report);
  (void)written;
  _exit(127);
}

static int limit(int resource, uint64_t soft, uint64_t hard) {
  struct rlimit now;
  if (getrlimit(resource, &now) != 0) return -1;
  // A hard limit that is lower already cannot be raised without root, and need not be.
  struct rlimit wanted = {soft, hard};
  if (wanted.rlim_max > now.rlim_max) wanted.rlim_max = now.rlim_max;
  if (wanted.rlim_cur > wanted.rlim_max) wanted.rlim_cur = wanted.rlim_max;
  return setrlimit(resource, &wanted);
}

static void close_on_exec_from(int first) {
#ifdef SYS_close_range
  if (syscall(SYS_close_range, first, ~0U, 4 /* CLOSE_RANGE_CLOEXEC */) == 0) return;
#endif
  struct rlimit files;
  int last = getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < 65536 ? (int)files.rlim_cur : 65536;
  for (int descriptor = first; descriptor < last; descriptor++) fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

static void become(const struct confined_program *program, int channel, int has_namespaces) {
  // The parent may have ended before this; the pipe tells, since in a namespace of its own a child sees no parent.
  struct pollfd reader = {channel, 0, 0};
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) fail(channel, confined_setup_failed);
  if (poll(&reader, 1, 0) > 0 && (reader.revents & POLLERR)) _exit(127);
  if (setsid() < 0) fail(channel, confined_setup_failed);

  struct sigaction plain;
  memset(&plain, 0, sizeof plain);
  plain.sa_handler = SIG_DFL;
  for (int number = 1; number < NSIG; number++) sigaction(number, &plain, NULL);

  // The three may lie on 0, 1 or 2 themselves, so they are first moved out of the way.
  int streams[3] = {program->input, program->output, program->errors};
  for (int index = 0; index < 3; index++) {
    streams[index] = fcntl(streams[index], F_DUPFD_CLOEXEC, 10);
    if (streams[index] < 0) fail(channel, confined_setup_failed);
  }
  if (channel < 10) {
    int moved = fcntl(channel, F_DUPFD_CLOEXEC, 10);
    if (moved < 0) fail(channel, confined_setup_failed);
    channel = moved;
  }
  for (int index = 0; index < 3; index++)
    if (dup2(streams[index], index) < 0) fail(channel, confined_setup_failed);
  close_on_exec_from(3);
  if (chdir(program->directory) != 0) fail(channel, confined_setup_failed);
  umask(077);

  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) fail(channel, confined_setup_failed);
  confined_forbid_writing_outside(program->directory);
  if (limit(RLIMIT_CORE, 0, 0) != 0 || limit(RLIMIT_AS, program->memory_bytes, program->memory_bytes) != 0 ||
      limit(RLIMIT_CPU, program->processor_seconds, program->processor_seconds + 1) != 0 ||
      limit(RLIMIT_FSIZE, program->file_bytes, program->file_bytes) != 0 ||
      limit(RLIMIT_NOFILE, program->open_files, program->open_files) != 0)
    fail(channel, confined_setup_failed);
  // Outside of a user namespace the kernel counts all processes of the user, so no number would be right.
  if (has_namespaces && limit(RLIMIT_NPROC, program->processes, program->processes) != 0)
    fail(channel, confined_setup_failed);
  if (confined_forbid_network() != 0 && !has_namespaces) fail(channel, confined_network_open);

  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  execve(program->path, program->arguments, program->environment);
  fail(channel, confined_exec_failed);
}

/// fork(2) without the handlers of the C library, into new namespaces: the child is the first process of its own.
static pid_t split(int flags) {
#if defined(__s390__) || defined(__cris__)
  return (pid_t)syscall(SYS_clone, 0, flags | SIGCHLD, 0, 0, 0);
#else
  return (pid_t)syscall(SYS_clone, flags | SIGCHLD, 0, 0, 0, 0);
#endif
}

static const int separate = CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWPID | CLONE_NEWIPC;

struct confined_child confined_start(const struct confined_program *program) {
  struct confined_child child = {-1, confined_fork_failed, 0};
  int channel[2];
  if (pipe2(channel, O_CLOEXEC) != 0) {
    child.error = errno;
    return child;
  }
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int has_namespaces = program->use_namespaces;
  pid_t process = has_namespaces ? split(separate) : -1;
  if (process < 0) {
    has_namespaces = 0;
    process = split(0);
  }
  if (process == 0) {
    close(channel[0]);
    become(program, channel[1], has_namespaces);
  }
  int error = errno;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(channel[1]);
  if (process < 0) {
    close(channel[0]);
    child.error = error;
    return child;
  }
  struct report report = {confined_started, 0};
  ssize_t got;
  do {
    got = read(channel[0], &report, sizeof report);
  } while (got < 0 && errno == EINTR);
  close(channel[0]);
  if (got == (ssize_t)sizeof report) {
    confined_end(process);
    child.stage = (enum confined_stage)report.stage;
    child.error = report.error;
    return child;
  }
  child.process = process;
  child.stage = confined_started;
  return child;
}

/// Whether the child has ended; it stays unreaped, so that its number keeps meaning it.
static int has_ended(pid_t process) {
  siginfo_t info;
  memset(&info, 0, sizeof info);
  if (waitid(P_PID, (id_t)process, &info, WEXITED | WNOHANG | WNOWAIT) != 0) return errno == EINTR ? 0 : -1;
  return info.si_pid == process;
}

static int64_t now_milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int confined_wait(pid_t process, int milliseconds) {
  int descriptor = -1;
#ifdef SYS_pidfd_open
  descriptor = (int)syscall(SYS_pidfd_open, process, 0);
#endif
  const int64_t deadline = now_milliseconds() + milliseconds;
  int ended;
  for (;;) {
    ended = has_ended(process);
    const int64_t left = deadline - now_milliseconds();
    if (ended != 0 || left <= 0) break;
    if (descriptor >= 0) {
      struct pollfd state = {descriptor, POLLIN, 0};
      poll(&state, 1, left > 1000 ? 1000 : (int)left);
    } else {
      poll(NULL, 0, left > 2 ? 2 : (int)left);
    }
  }
  if (descriptor >= 0) close(descriptor);
  return ended;
}

int confined_end(pid_t process) {
  if (process <= 1) return -1;
  // The number cannot be another's before the child is reaped, so its session is ended first.
  kill(-process, SIGKILL);
  kill(process, SIGKILL);
  int status = 0;
  pid_t reaped;
  do {
    // Before it dies a child may have made more processes; until it is reaped the session can still be named.
    siginfo_t info;
    reaped = waitid(P_PID, (id_t)process, &info, WEXITED | WNOWAIT) == 0 ? process : -1;
  } while (reaped < 0 && errno == EINTR);
  kill(-process, SIGKILL);
  do {
    reaped = waitpid(process, &status, 0);
  } while (reaped < 0 && errno == EINTR);
  // What was killed may still be dying; in a process namespace it is gone before the child can be reaped.
  for (int tries = 0; tries < 200 && kill(-process, 0) == 0; tries++) poll(NULL, 0, 1);
  return reaped == process ? status : -1;
}

int confined_memory_file(const char *name) {
  return memfd_create(name, MFD_CLOEXEC);
}

int confined_abilities(void) {
  int abilities = 0;
  pid_t process = split(separate);
  if (process == 0) _exit(0);
  if (process > 0) {
    int status;
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) {}
    abilities |= confined_has_namespaces;
  }
  if (confined_write_rules_version() > 0) abilities |= confined_has_write_rules;
  return abilities;
}
