// A tar archive as it goes by, written and read: what is backed up may be larger than memory. Regular files only, with the
// pax records that long names and sizes need. Source: POSIX.1-2017, pax.

const BLOCK = 512
/** Names up to here stand in the header itself. */
const NAME_BYTES = 100
/** Sizes up to here too: eleven octal digits. */
const MOST_OCTAL = 8 ** 11 - 1
/** Longest pax record read: names are ours, and short. */
const MOST_PAX_BYTES = 1 << 16

export interface TarMember {
  readonly name: string
  readonly sizeBytes: number
  content(): AsyncIterable<Uint8Array>
}

/** The archive's bytes, in pieces. Throws where a member's content has another length than it said. */
export async function* tarStream(members: Iterable<TarMember>): AsyncGenerator<Uint8Array> {
  for (const { name, sizeBytes, content } of members) {
    const plain = Buffer.byteLength(name) <= NAME_BYTES && sizeBytes <= MOST_OCTAL
    if (!plain) yield* paxHeader({ path: name, size: String(sizeBytes) })
    yield header({ name: plain ? name : 'pax', sizeBytes: Math.min(sizeBytes, MOST_OCTAL), type: '0' })
    let length = 0
    for await (const piece of content()) {
      length += piece.length
      yield piece
    }
    if (length !== sizeBytes)
      throw new Error(`a file changed while it was read: ${length} bytes of ${sizeBytes}`)
    yield padding(sizeBytes)
  }
  yield Buffer.alloc(2 * BLOCK)
}

function* paxHeader(records: Readonly<Record<string, string>>): Generator<Uint8Array> {
  const body = Buffer.concat(Object.entries(records).map(([key, value]) => paxRecord(`${key}=${value}\n`)))
  yield header({ name: 'pax', sizeBytes: body.length, type: 'x' })
  yield body
  yield padding(body.length)
}

/** `30 path=…`: the number counts itself. */
function paxRecord(text: string): Buffer {
  const bytes = Buffer.byteLength(text) + 1
  let length = bytes + String(bytes).length
  if (String(length).length > String(bytes).length) length = bytes + String(length).length
  return Buffer.from(`${length} ${text}`)
}

function header({
  name,
  sizeBytes,
  type,
}: {
  readonly name: string
  readonly sizeBytes: number
  readonly type: '0' | 'x'
}): Buffer {
  const block = Buffer.alloc(BLOCK)
  block.write(name, 0, NAME_BYTES)
  block.write('0000600\0', 100)
  block.write('0000000\0', 108)
  block.write('0000000\0', 116)
  block.write(`${sizeBytes.toString(8).padStart(11, '0')}\0`, 124)
  block.write(`${'0'.repeat(11)}\0`, 136)
  block.write(' '.repeat(8), 148)
  block.write(type, 156)
  block.write('ustar\x0000', 257)
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148)
  return block
}

const checksum = (block: Uint8Array): number => block.reduce((sum, byte) => sum + byte, 0)
const padding = (length: number): Buffer => Buffer.alloc((BLOCK - (length % BLOCK)) % BLOCK)

export interface TarReader {
  /** Takes the member whose header came; null refuses it, and the reading ends. */
  open(name: string, sizeBytes: number): TarSink | null
}

export interface TarSink {
  write(piece: Uint8Array): Promise<void>
  close(): Promise<void>
}

/** Reads an archive that tarStream wrote. @returns what is wrong with it, or null */
export async function readTarStream(
  source: AsyncIterable<Uint8Array>,
  reader: TarReader,
): Promise<string | null> {
  const bytes = makePuller(source)
  let pax: ReadonlyMap<string, string> = new Map()
  for (;;) {
    const block = await bytes.exactly(BLOCK)
    if (!block) return 'it is cut short'
    if (block.every((byte) => byte === 0)) return null
    const head = readHeader(block)
    if (!head) return 'a header in it is damaged'
    if (head.type === 'x') {
      const body = head.sizeBytes <= MOST_PAX_BYTES ? await bytes.exactly(head.sizeBytes) : null
      if (!body || !(await bytes.exactly(padding(head.sizeBytes).length))) return 'a header in it is damaged'
      pax = readPax(body)
      continue
    }
    const name = pax.get('path') ?? head.name
    const sizeBytes = Number(pax.get('size') ?? head.sizeBytes)
    pax = new Map()
    const sink = head.type === '0' && Number.isSafeInteger(sizeBytes) ? reader.open(name, sizeBytes) : null
    if (!sink) return 'it holds what no backup holds'
    const left = await bytes.pour(sizeBytes, (piece) => sink.write(piece)).finally(() => sink.close())
    if (left > 0 || !(await bytes.exactly(padding(sizeBytes).length))) return 'it is cut short'
  }
}

function readHeader(
  block: Buffer,
): { readonly name: string; readonly sizeBytes: number; readonly type: string } | null {
  const stated = Number.parseInt(block.toString('latin1', 148, 154), 8)
  const summed = Buffer.from(block)
  summed.fill(' ', 148, 156)
  if (checksum(summed) !== stated) return null
  const sizeBytes = Number.parseInt(block.toString('latin1', 124, 135), 8)
  const name = block.toString('utf8', 0, NAME_BYTES).replace(/\0.*$/s, '')
  return Number.isSafeInteger(sizeBytes)
    ? { name, sizeBytes, type: block.toString('latin1', 156, 157) }
    : null
}

/** Keys and values; lengths count bytes, and are not needed where no value holds a line's end. */
function readPax(body: Buffer): ReadonlyMap<string, string> {
  const records = [...body.toString('utf8').matchAll(/^\d+ (\w+)=(.*)$/gm)]
  return new Map(records.map(([, key = '', value = '']) => [key, value]))
}

function makePuller(source: AsyncIterable<Uint8Array>) {
  const pieces = source[Symbol.asyncIterator]()
  let rest: Uint8Array = new Uint8Array(0)
  const pull = async (): Promise<boolean> => {
    while (rest.length === 0) {
      const next = await pieces.next()
      if (next.done) return false
      rest = next.value
    }
    return true
  }
  /** Gives so many bytes on in pieces; the number that were not there. */
  const pour = async (length: number, take: (piece: Uint8Array) => Promise<void>): Promise<number> => {
    let left = length
    while (left > 0 && (await pull())) {
      const piece = rest.subarray(0, left)
      rest = rest.subarray(piece.length)
      left -= piece.length
      await take(piece)
    }
    return left
  }
  return {
    pour,
    async exactly(length: number): Promise<Buffer | null> {
      const parts: Uint8Array[] = []
      const left = await pour(length, async (piece) => void parts.push(piece))
      return left === 0 ? Buffer.concat(parts) : null
    },
  }
}
