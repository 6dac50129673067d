// A file of evidence as a ByteSource: opened for reading only, by flag, never through a link, and without touching its
// access time where the system allows that. It notices when the file changes under it; it does not lock.

import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import type { Issue, Result } from '@manumit/base'
import { ok, refuse } from '@manumit/base'
import type { HeldSource } from '@manumit/intake'
import { ioIssue } from './errors.ts'

/** Read at once where reading goes on forwards, and where it jumps. One system call is worth about 16 KB of copying. */
const FORWARD_BYTES = 256 * 1024
const JUMP_BYTES = 16 * 1024
/** The most the system reads in one call; Node refuses 2^31. */
const CALL_BYTES = 1 << 30

// O_NONBLOCK: opening a pipe must not wait for a writer. Absent flags (Windows) count as 0.
const READ_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
const QUIET_FLAGS = READ_FLAGS | (constants.O_NOATIME ?? 0)

export interface FileSource extends HeldSource {
  /** E_EVIDENCE_CHANGED where size or modification time is not as it was at opening; else null. */
  changeSinceOpened(): Issue | null
}

/**
 * Opens a regular file for reading. Close it.
 *
 * @param path   as the system takes it; bytes where the name is not valid UTF-8
 * @param shown  the path as issues and refusals name it
 * @returns refuses with E_FILE_IS_LINK, E_FILE_SPECIAL or E_FILE_UNREADABLE. Reading never throws: where the system does
 *   not read on, the bytes end, and `close` gives E_FILE_READ_FAILED
 */
export function fileSource(path: string | Buffer, shown = path.toString()): Result<FileSource> {
  const opened = openQuietly(path)
  if (typeof opened === 'string')
    return refuse(opened === 'ELOOP' ? 'E_FILE_IS_LINK' : 'E_FILE_UNREADABLE', {
      path: shown,
      reason: opened,
    })
  const stat = fstatSync(opened, { bigint: true })
  if (!stat.isFile()) {
    closeSync(opened)
    return refuse('E_FILE_SPECIAL', { path: shown })
  }
  const size = Number(stat.size)

  const changeSinceOpened = (): Issue | null => {
    const now = fstatSync(opened, { bigint: true })
    if (now.size === stat.size && now.mtimeNs === stat.mtimeNs) return null
    return ioIssue(
      'E_EVIDENCE_CHANGED',
      { path: shown },
      {
        sizeBefore: size,
        sizeAfter: Number(now.size),
        modifiedBeforeNs: stat.mtimeNs,
        modifiedAfterNs: now.mtimeNs,
      },
    )
  }

  /** The first place the system would not read: a failing disk, a share that went away. */
  let failure: Issue | null = null
  const readInto: ReadInto = (target, offset) => {
    let done = 0
    while (done < target.length) {
      const count = readOrReason(opened, target.subarray(done, done + CALL_BYTES), offset + done)
      if (typeof count === 'string')
        failure ??= ioIssue('E_FILE_READ_FAILED', { path: shown }, { offset: offset + done, reason: count })
      if (typeof count === 'string' || count === 0) break
      done += count
    }
    return done
  }

  let isOpen = true
  const close = (): readonly Issue[] => {
    if (!isOpen) return []
    isOpen = false
    const change = changeSinceOpened()
    closeSync(opened)
    return [failure, change].filter((each) => each !== null)
  }
  return ok({ size, read: windowedReader(readInto, size), changeSinceOpened, close })
}

/** A descriptor, or the name of the system's error. O_NOATIME is granted to a file's owner only: tried first. */
function openQuietly(path: string | Buffer): number | string {
  let reason = ''
  for (const flags of new Set([QUIET_FLAGS, READ_FLAGS])) {
    try {
      return openSync(path, flags)
    } catch (error) {
      reason = systemReason(error)
      if (reason !== 'EPERM') return reason
    }
  }
  return reason
}

/** The system's name of an error (`ENOENT`); what has none is a bug and goes on as it came. */
export function systemReason(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  throw error
}

/** Bytes read, or the name of the system's error. */
function readOrReason(descriptor: number, target: Uint8Array, offset: number): number | string {
  try {
    return readSync(descriptor, target, 0, target.length, offset)
  } catch (error) {
    return systemReason(error)
  }
}

/** Fills the target from an offset; fewer bytes only where the file ends early or the system does not read on. */
type ReadInto = (target: Uint8Array, offset: number) => number

/** Reads through one window of bytes, so that page after page costs few system calls. Longer requests go past it. */
function windowedReader(readInto: ReadInto, size: number): HeldSource['read'] {
  let window = new Uint8Array(0)
  let start = 0
  let filled = 0

  return (offset, length) => {
    const from = Math.max(0, Math.min(offset, size))
    const wanted = Math.max(0, Math.min(offset + length, size) - from)
    if (from >= start && from + wanted <= start + filled)
      return window.subarray(from - start, from - start + wanted)
    if (wanted > FORWARD_BYTES) {
      const whole = new Uint8Array(wanted)
      return whole.subarray(0, readInto(whole, from))
    }
    if (window.length === 0) window = new Uint8Array(Math.min(size, FORWARD_BYTES))
    const goesOn = from >= start && from <= start + filled
    const ahead = Math.max(wanted, goesOn ? FORWARD_BYTES : JUMP_BYTES)
    filled = readInto(window.subarray(0, Math.min(ahead, size - from)), from)
    start = from
    return window.subarray(0, Math.min(wanted, filled))
  }
}
