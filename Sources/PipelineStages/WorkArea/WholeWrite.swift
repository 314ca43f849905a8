import Glibc

/// Writes all bytes, however often it takes; returns 0, or the number of the error that stopped it.
func writeFully(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
  var written = 0
  while written < bytes.count {
    let count = write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
    if count < 0, errno == EINTR { continue }
    if count < 0 { return errno }
    written += count
  }
  return 0
}
