// The rollback journal: only whether it is hot, which is to say that the main file may stand in the middle of a
// transaction. It is not applied: what the file holds is what we were given. Source: Database File Format, section 3.

import type { ByteSource } from '@manumit/base'

const MAGIC = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]
const HEADER_BYTES = 28

/** Whether a journal has a header and pages. One that was committed is empty, or its header is zeroed. */
export function isHotJournal(journal: ByteSource): boolean {
  const header = journal.read(0, HEADER_BYTES)
  return header.length === HEADER_BYTES && MAGIC.every((byte, index) => header[index] === byte)
}
