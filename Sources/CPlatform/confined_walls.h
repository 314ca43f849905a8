// Walls a process puts around itself; async-signal-safe.
#ifndef GONGKAI_CONFINED_WALLS_H
#define GONGKAI_CONFINED_WALLS_H

/// Refuses every way to a socket from here on, also after exec. 0, or -1 where the kernel has no filters.
int confined_forbid_network(void);

/// Lets this process write only below `directory` and to /dev/null, where the kernel has such rules.
void confined_forbid_writing_outside(const char *directory);

/// The version of the kernel's rules on writing (Landlock); 0 or less where it has none.
long confined_write_rules_version(void);

#endif
