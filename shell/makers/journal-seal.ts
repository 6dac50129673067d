// Gives a rollback journal a chosen nonce, which SQLite draws at random and adds to the checksum of each page record.
// One header segment, as a transaction writes it that is never synchronised. Source: sqlite.org, File Format, section 3.

const MAGIC = 0xd9d505f9

/**
 * @param journal  a whole `-journal` file as SQLite wrote it
 * @param nonce    the 32-bit nonce to write
 * @returns        a copy with this nonce, its record checksums moved by the difference
 */
export function sealJournal(journal: Uint8Array, nonce: number): Uint8Array {
  const sealed = journal.slice()
  const view = new DataView(sealed.buffer)
  if (sealed.length < 28 || view.getUint32(0) !== MAGIC) return sealed
  const moved = nonce - view.getUint32(12)
  view.setUint32(12, nonce)
  const sectorSize = view.getUint32(20)
  const recordSize = view.getUint32(24) + 8
  for (let at = sectorSize; at + recordSize <= sealed.length; at += recordSize) {
    const sum = at + recordSize - 4
    view.setUint32(sum, (view.getUint32(sum) + moved) >>> 0)
  }
  return sealed
}
