// The spool: where inflated evidence waits to be read. Small pieces stay in memory; larger ones go to a file that only
// its owner may read, in a folder of its own, unlinked at once where the system allows that, so that a crash leaves nothing.

import { closeSync, mkdtempSync, openSync, readSync, rmSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { sourceOfBytes } from '@manumit/base'
import type { HeldSource, Spool } from '@manumit/intake'

/** Most files of a phone are smaller; a hundred of them open at once still fit in memory. */
export const SPOOL_MEMORY_BYTES = 4 * 1024 * 1024

export interface SpoolFolder {
  /** A new place to write to. */
  spool(): Spool
  /** Removes the private folder with whatever is left in it. */
  close(): void
}

/**
 * A spool under `folder`, which must exist. Nothing is written there until something outgrows memory. Throws where the
 * disk is full or gone.
 */
export function makeSpool(folder: string, { memoryBytes = SPOOL_MEMORY_BYTES } = {}): SpoolFolder {
  let privateFolder = ''
  let count = 0

  const newFile = (): SpoolFile => {
    // mkdtemp makes it with mode 0700.
    if (privateFolder === '') privateFolder = mkdtempSync(join(folder, 'manumit-spool-'))
    count += 1
    return spoolFile(join(privateFolder, String(count)))
  }

  const spool = (): Spool => {
    const chunks: Uint8Array[] = []
    let size = 0
    let file: SpoolFile | null = null
    return {
      write: (chunk) => {
        size += chunk.length
        if (file) return file.write(chunk)
        chunks.push(chunk.slice())
        if (size <= memoryBytes) return
        file = newFile()
        for (const kept of chunks.splice(0)) file.write(kept)
      },
      finish: () => file?.finish() ?? memorySource(chunks.splice(0), size),
    }
  }

  return {
    spool,
    close: () => {
      if (privateFolder !== '') rmSync(privateFolder, { recursive: true, force: true })
      privateFolder = ''
    },
  }
}

interface SpoolFile {
  write(chunk: Uint8Array): void
  finish(): HeldSource
}

function spoolFile(path: string): SpoolFile {
  const descriptor = openSync(path, 'wx+', 0o600)
  const isUnlinked = unlinkedWhileOpen(path)
  let size = 0
  return {
    write: (chunk) => {
      for (let done = 0; done < chunk.length; ) {
        const count = writeSync(descriptor, chunk, done, chunk.length - done, size)
        done += count
        size += count
      }
    },
    finish: () => {
      let isOpen = true
      return {
        size,
        read: (offset, length) => {
          const from = Math.max(0, Math.min(offset, size))
          const target = new Uint8Array(Math.max(0, Math.min(offset + length, size) - from))
          for (let done = 0; done < target.length; ) {
            const count = readSync(descriptor, target, done, target.length - done, from + done)
            if (count === 0) break
            done += count
          }
          return target
        },
        close: () => {
          if (!isOpen) return []
          isOpen = false
          closeSync(descriptor)
          if (!isUnlinked) unlinkSync(path)
          return []
        },
      }
    },
  }
}

/** Windows does not let an open file go; there it is removed when it is closed. */
function unlinkedWhileOpen(path: string): boolean {
  try {
    unlinkSync(path)
    return true
  } catch {
    return false
  }
}

function memorySource(chunks: readonly Uint8Array[], size: number): HeldSource {
  let bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return {
    size,
    read: (offset, length) => sourceOfBytes(bytes).read(offset, length),
    close: () => {
      bytes = new Uint8Array(0)
      return []
    },
  }
}
