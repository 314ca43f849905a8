// Starting, awaiting and ending a program that reads foreign bytes: what only C may do between fork and exec.
#ifndef GONGKAI_CONFINED_H
#define GONGKAI_CONFINED_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// What a child is started with. All pointers are read in the child only, before exec, and never written.
struct confined_program {
  const char *path;
  char *const *arguments;
  char *const *environment;
  /// The working directory: the only place below which the child may write.
  const char *directory;
  int input;
  int output;
  int errors;
  uint64_t memory_bytes;
  uint64_t processor_seconds;
  uint64_t file_bytes;
  uint64_t open_files;
  uint64_t processes;
  /// 0 leaves namespaces out, as on a kernel that forbids them: the tests of the fallback ask for it.
  int use_namespaces;
};

/// Why a child did not come to run.
enum confined_stage {
  confined_started = 0,
  confined_fork_failed,
  confined_setup_failed,
  confined_network_open,
  confined_exec_failed,
};

/// A started child.
struct confined_child {
  pid_t process;
  enum confined_stage stage;
  int error;
};

/// Starts the program in a session of its own, under limits, without network. Where `stage` is not `confined_started`
/// no child is left.
struct confined_child confined_start(const struct confined_program *program);

/// Waits until the child has ended (it stays unreaped) or `milliseconds` have passed: 1, 0, or -1 where there is no child.
int confined_wait(pid_t process, int milliseconds);

/// Ends the child and its whole session by SIGKILL, reaps it and returns its wait status; -1 where there is no child.
int confined_end(pid_t process);

/// An anonymous file in memory, closed on exec; -1 with errno where there is none to be had.
int confined_memory_file(const char *name);

/// Removes a directory and all that is in it, never following a link. 0, or the errno of the first failure.
int confined_remove_tree(const char *path);

/// The bits of `confined_abilities`.
enum confined_ability { confined_has_namespaces = 1, confined_has_write_rules = 2 };

/// Which walls this kernel grants beside the ones that are always there, tried once in a child.
int confined_abilities(void);

#endif
