// Preloaded into a process, this makes single files fail, by the words in their names:
//   "forbidden"  cannot be opened (EACCES)
//   "vanishing"  is gone when it is opened
//   "shrinking"  loses its second half after the first bytes were read
//   "faulty"     fails while it is read (EIO)
