// Writes the typedstream of `message.attributedBody`: an attributed string whose runs carry the message part number and,
// for attachments, the transfer's guid. Enough of the format for that, checked against bytes real phones wrote.
// Source: the archiver's layout as GNUstep's and others' readers describe it; tags observed in real stores.

/** One run of the text. Its length is counted in UTF-16 units. */
export interface BodyRun {
  readonly text: string
  /** The attachment that stands in place of U+FFFC. */
  readonly attachmentGuid?: string
}

/** The text of a message, in runs. */
export interface AttributedBody {
  readonly runs: readonly BodyRun[]
  /** Phones archive received text as the mutable classes, some sent text as the plain ones. */
  readonly mutable?: boolean
}

const NEW = 0x84
const NIL = 0x85
const END = 0x86
const FIRST_REFERENCE = 0x92

/** The bytes of column `attributedBody`. */
export function writeAttributedBody({ runs, mutable = true }: AttributedBody): Uint8Array {
  const out = new TypedStream()
  out.type('@')
  const attributed = mutable ? ['NSMutableAttributedString', 'NSAttributedString'] : ['NSAttributedString']
  out.object([...attributed, 'NSObject'], () => {
    out.type('@')
    out.string(runs.map((run) => run.text).join(''), mutable)
    for (const [index, run] of runs.entries()) {
      out.type('iI')
      out.integer(index + 1)
      out.integer(run.text.length)
      out.type('@')
      out.attributes(run, index)
    }
  })
  return out.bytes()
}

/**
 * The same bytes for many texts of one run, several times faster: everything but the text and its two lengths is taken
 * from one sample.
 */
export function attributedBodyWriter({ mutable = true } = {}): (text: string) => Uint8Array {
  const sample = Buffer.from(writeAttributedBody({ runs: [{ text: '~' }], mutable }))
  const at = sample.indexOf('~') - 1
  const head = sample.subarray(0, at)
  const runAt = sample.indexOf('iI', at) + 3
  const between = sample.subarray(at + 2, runAt)
  const tail = sample.subarray(runAt + 1)
  return (text) => {
    const bytes = Buffer.from(text)
    const counts = [integerBytes(bytes.length), integerBytes(text.length)] as const
    const fixed = head.length + between.length + tail.length
    const body = new Uint8Array(fixed + bytes.length + counts[0].length + counts[1].length)
    let end = 0
    for (const piece of [head, counts[0], bytes, between, counts[1], tail]) {
      body.set(piece, end)
      end += piece.length
    }
    return body
  }
}

/** Small integers are one signed byte; 0x81 announces two bytes, 0x82 four, little-endian. */
function integerBytes(value: number): number[] {
  if (value >= -110 && value < 128) return [value & 255]
  if (value >= -32768 && value < 32768) return [0x81, value & 255, (value >> 8) & 255]
  return [0x82, value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >> 24) & 255]
}

/** The stream and its two tables: strings (types, class names) and objects (instances, classes), each numbered from 0. */
class TypedStream {
  readonly #bytes: number[] = [0x04, 0x0b, ...new TextEncoder().encode('streamtyped'), 0x81, 0xe8, 0x03]
  readonly #strings = new Map<string, number>()
  readonly #classes = new Map<string, number>()
  #objectCount = 0

  bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes)
  }

  /** A type encoding or class name: written once, referred to afterwards. */
  type(name: string): void {
    const known = this.#strings.get(name)
    if (known !== undefined) {
      this.#bytes.push(FIRST_REFERENCE + known)
      return
    }
    this.#strings.set(name, this.#strings.size)
    this.#bytes.push(NEW)
    this.#counted(name)
  }

  integer(value: number): void {
    this.#bytes.push(...integerBytes(value))
  }

  object(classes: readonly string[], content: () => void): void {
    this.#bytes.push(NEW)
    this.#objectCount++
    this.#classChain(classes)
    content()
    this.#bytes.push(END)
  }

  string(text: string, mutable = false): void {
    this.object(mutable ? ['NSMutableString', 'NSString', 'NSObject'] : ['NSString', 'NSObject'], () => {
      this.type('+')
      this.#counted(text)
    })
  }

  attributes(run: BodyRun, part: number): void {
    const guid = run.attachmentGuid
    this.object(['NSDictionary', 'NSObject'], () => {
      this.type('i')
      this.integer(guid === undefined ? 1 : 2)
      if (guid !== undefined) {
        this.type('@')
        this.string('__kIMFileTransferGUIDAttributeName')
        this.type('@')
        this.string(guid)
      }
      this.type('@')
      this.string('__kIMMessagePartAttributeName')
      this.type('@')
      this.#number(part)
    })
  }

  /** An NSNumber: its Objective-C type as a C string, an object of its own, then the value under that type. */
  #number(value: number): void {
    this.object(['NSNumber', 'NSValue', 'NSObject'], () => {
      this.type('*')
      this.#cString('i')
      this.type('i')
      this.integer(value)
    })
  }

  #cString(text: string): void {
    const known = this.#classes.get(`*${text}`)
    if (known !== undefined) {
      this.#bytes.push(FIRST_REFERENCE + known)
      return
    }
    this.#bytes.push(NEW)
    this.#classes.set(`*${text}`, this.#objectCount++)
    this.type(text)
  }

  #classChain(classes: readonly string[]): void {
    for (const name of classes) {
      const known = this.#classes.get(name)
      if (known !== undefined) {
        this.#bytes.push(FIRST_REFERENCE + known)
        return
      }
      this.#bytes.push(NEW)
      this.#classes.set(name, this.#objectCount++)
      this.type(name)
      this.integer(name.endsWith('String') && !name.includes('Attributed') ? 1 : 0)
    }
    this.#bytes.push(NIL)
  }

  #counted(text: string): void {
    const encoded = new TextEncoder().encode(text)
    this.integer(encoded.length)
    for (const byte of encoded) this.#bytes.push(byte)
  }
}
