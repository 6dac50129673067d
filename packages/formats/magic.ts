// What a file is, by its first bytes and never by its name, with the reason in words that another examiner can check.

import type { ByteSource } from '@manumit/base'
import { isTarHeader } from './tar.ts'
import { decodeLatin1, decodeUtf8 } from './text.ts'

export type FileType =
  | 'sqlite'
  | 'sqlite-wal'
  | 'bplist'
  | 'xml-plist'
  | 'typedstream'
  | 'zip'
  | 'gzip'
  | 'tar'
  | 'android-backup'
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'webp'
  | 'heic'
  | 'avif'
  | 'tiff'
  | 'mp4'
  | 'mov'
  | '3gp'
  | 'amr'
  | 'mp3'
  | 'pdf'
  | 'html'
  | 'xml'
  | 'json'
  | 'empty'
  | 'unknown'

export interface Recognition {
  readonly type: FileType
  /** A sentence of facts: `begins with 50 4b 03 04`. */
  readonly reason: string
}

/** Bytes looked at. A tar header takes 512; a document type or a first tag may stand behind blanks and comments. */
const HEAD_BYTES = 1_024

/** Reads the first bytes of a source and says what they are. */
export function recognise(source: ByteSource): Recognition {
  const head = source.read(0, HEAD_BYTES).slice()
  if (head.length === 0) return { type: 'empty', reason: 'has no bytes' }
  return byMagic(head) ?? byTar(head) ?? byBoxes(head) ?? bySound(head) ?? byText(head) ?? unknown(head)
}

const bytesInWords = (head: Uint8Array, start: number, end: number): string =>
  [...head.subarray(start, end)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')

const MAGICS: readonly (readonly [FileType, string])[] = [
  ['sqlite', 'SQLite format 3\0'],
  ['sqlite-wal', '7\x7f\x06\x82'],
  ['sqlite-wal', '7\x7f\x06\x83'],
  ['bplist', 'bplist'],
  ['typedstream', '\x04\x0bstreamtyped'],
  ['typedstream', '\x04\x0btypedstream'],
  ['zip', 'PK\x03\x04'],
  ['zip', 'PK\x05\x06'],
  ['gzip', '\x1f\x8b\x08'],
  ['android-backup', 'ANDROID BACKUP\n'],
  ['jpeg', '\xff\xd8\xff'],
  ['png', '\x89PNG\r\n\x1a\n'],
  ['gif', 'GIF87a'],
  ['gif', 'GIF89a'],
  ['tiff', 'II*\0'],
  ['tiff', 'MM\0*'],
  ['amr', '#!AMR\n'],
  ['amr', '#!AMR-WB\n'],
  ['mp3', 'ID3'],
  ['pdf', '%PDF-'],
]

function byMagic(head: Uint8Array): Recognition | null {
  const start = decodeLatin1(head, 0, 16)
  const found = MAGICS.find(([, magic]) => start.startsWith(magic))
  if (found) return { type: found[0], reason: `begins with ${bytesInWords(head, 0, found[1].length)}` }
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP')
    return {
      type: 'webp',
      reason: `begins with ${bytesInWords(head, 0, 4)} and has ${bytesInWords(head, 8, 12)} at byte 8`,
    }
  return null
}

function byTar(head: Uint8Array): Recognition | null {
  if (!isTarHeader(head)) return null
  const isUstar = decodeLatin1(head, 257, 262) === 'ustar'
  const checksum = 'the checksum of its first 512 bytes as a tar header is right'
  return {
    type: 'tar',
    reason: isUstar ? `has ${bytesInWords(head, 257, 262)} at byte 257, and ${checksum}` : checksum,
  }
}

/** Brands of the ISO base media format. Source: ISO/IEC 23008-12, 3GPP TS 26.244, Apple's QuickTime format. */
const BRANDS: readonly (readonly [FileType, RegExp])[] = [
  ['heic', /^(hei[cxms]|hev[cxms]|mif1|msf1)$/],
  ['avif', /^avi[fs]$/],
  ['mov', /^qt {2}$/],
  ['3gp', /^3g/],
]

function byBoxes(head: Uint8Array): Recognition | null {
  const type = decodeLatin1(head, 4, 8)
  const brand = decodeLatin1(head, 8, 12)
  const has = (what: string) => `has ${what} at byte 4`
  if (type === 'ftyp' && brand.length === 4) {
    const found = BRANDS.find(([, pattern]) => pattern.test(brand))
    return {
      type: found?.[0] ?? 'mp4',
      reason: `${has('66 74 79 70')} and the brand ${bytesInWords(head, 8, 12)}`,
    }
  }
  // QuickTime before there were brands.
  const isQuickTime = head.length >= 12 && /^(moov|mdat|wide|skip|pnot)$/.test(type)
  return isQuickTime ? { type: 'mov', reason: has(bytesInWords(head, 4, 8)) } : null
}

/** An MPEG audio frame without a tag: eleven bits of sync, and no field with a forbidden value; layer III. */
function bySound(head: Uint8Array): Recognition | null {
  const [first, second, third] = head
  if (first !== 0xff || second === undefined || third === undefined || (second & 0xe0) !== 0xe0) return null
  const isFrame =
    (second & 0x18) !== 0x08 && (second & 0x06) === 0x02 && third >> 4 !== 15 && (third & 0x0c) !== 0x0c
  return isFrame
    ? { type: 'mp3', reason: `begins with ${bytesInWords(head, 0, 3)}, an MPEG audio layer III frame` }
    : null
}

function byText(head: Uint8Array): Recognition | null {
  const { text } = decodeUtf8(head)
  // UTF-16 is read as far as its ASCII goes.
  const plain = text.replaceAll('\0', '').replace(/^[\ufffd\ufeff\s]+/, '')
  const begins = (what: string) => `begins, behind blanks, with ${what}`
  if (/^<!doctype plist|^<plist|^<\?xml[^>]*>\s*(<!--.*?-->\s*)*(<!doctype plist|<plist)/is.test(plain))
    return { type: 'xml-plist', reason: 'is XML text whose document type or first element is plist' }
  if (/^<(!doctype html|html|head|body)[\s>]/i.test(plain))
    return { type: 'html', reason: begins(`the tag ${plain.slice(0, plain.search(/[\s>]/))}`) }
  if (/^<\?xml\s/.test(plain)) return { type: 'xml', reason: begins('<?xml') }
  if (/^<[A-Za-z_][\w.-]*(:[\w.-]+)?[\s/>]/.test(plain) && !plain.includes('\ufffd'))
    return { type: 'xml', reason: begins('an element') }
  if (/^(\{\s*("|\})|\[\s*(["{[\]\-\d]|true|false|null))/.test(plain))
    return { type: 'json', reason: begins(`${plain[0]} and what JSON allows behind it`) }
  return null
}

function unknown(head: Uint8Array): Recognition {
  const shown = bytesInWords(head, 0, 16)
  return { type: 'unknown', reason: `begins with ${shown}, which is none of the known` }
}
