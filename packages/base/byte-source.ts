// ByteSource: bytes that can only be read. There is no method to write, so evidence cannot be written by type.
// Reading is synchronous: a parser then has no await between two pages, and Node (a file descriptor) and a browser
// (FileReaderSync in a worker) can both offer it. What must be inflated first is inflated by whoever opens it.

export interface ByteSource {
  /** Length in bytes, fixed for the life of the source. */
  readonly size: number
  /**
   * Bytes [offset, offset + length), cut at the end of the source: shorter, or empty, past it. Never throws for a range
   * outside. The result may share memory with the source and may be reused by the next call: copy what you keep.
   */
  read(offset: number, length: number): Uint8Array
}

/** A source over bytes in memory. */
export function sourceOfBytes(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) =>
      bytes.subarray(clamp(offset, bytes.length), clamp(offset + length, bytes.length)),
  }
}

/** The part [offset, offset + size) of a source as a source of its own, cut at the end of the outer one. */
export function sliceSource(source: ByteSource, offset: number, size: number): ByteSource {
  const start = clamp(offset, source.size)
  const length = clamp(size, source.size - start)
  return {
    size: length,
    read: (at, n) => {
      const from = clamp(at, length)
      return source.read(start + from, clamp(n, length - from))
    },
  }
}

function clamp(value: number, max: number): number {
  return value < 0 ? 0 : value > max ? max : value
}
