// The SQLite databases among the shared phone files, also those inside zip archives, each with the log that lies beside it.

import { inflateRawSync } from 'node:zlib'
import { sharedBytes, sharedPhoneFiles } from './shared-data.ts'
import type { DatabaseBytes } from './sqlite-engine.ts'

export interface SharedDatabase extends DatabaseBytes {
  /** As `expected/sqlite-facts.json` names it: stored name, and the path within an archive behind `!`. */
  readonly name: string
}

const MAGIC = 'SQLite format 3\0'

/** Every shared file that begins like a database. */
export function sharedDatabases(): SharedDatabase[] {
  const files = new Map<string, Uint8Array>()
  for (const { stored } of sharedPhoneFiles()) {
    const bytes = sharedBytes(`phone/${stored}`)
    files.set(stored, bytes)
    if (/\.zip(\.gz)?$/.test(stored))
      for (const [path, member] of unzip(bytes)) files.set(`${stored}!${path.replace(/^\//, '')}`, member)
  }
  return [...files].flatMap(([name, main]) => {
    if (Buffer.from(main.subarray(0, 16)).toString('latin1') !== MAGIC) return []
    const wal = files.get(`${name}-wal`) ?? files.get(`${name.replace(/\.gz$/, '')}-wal`)
    return [{ name, main, ...(wal && { wal }) }]
  })
}

/** Members of a zip archive by its central directory: stored and deflated ones, as the shared archives have. */
function unzip(bytes: Uint8Array): Map<string, Uint8Array> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const members = new Map<string, Uint8Array>()
  const end = buffer.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  let at = buffer.readUInt32LE(end + 16)
  for (let left = buffer.readUInt16LE(end + 10); left > 0; left--) {
    const method = buffer.readUInt16LE(at + 10)
    const size = buffer.readUInt32LE(at + 20)
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((o) => buffer.readUInt16LE(at + o))
    const local = buffer.readUInt32LE(at + 42)
    const name = buffer.toString('utf8', at + 46, at + 46 + nameBytes!)
    const data = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28)
    const packed = buffer.subarray(data, data + size)
    members.set(name, new Uint8Array(method === 8 ? inflateRawSync(packed) : packed))
    at += 46 + nameBytes! + extraBytes! + commentBytes!
  }
  return members
}
