import { gzipSync } from 'node:zlib'
import { sourceOfBytes } from '@manumit/base'
import { describeShared, sharedBytes, sharedPhoneFiles } from '@manumit/testing/shared-data'
import { build, buildBinary } from 'plist'
import { describe, expect, it } from 'vitest'
import { heif, jpeg, png, tiff, webp } from './exif/recipe.ts'
import { type FileType, recognise } from './magic.ts'
import { plainBody } from './typedstream/recipe.ts'
import { zip } from './zip/recipe.ts'

const text = (value: string) => new TextEncoder().encode(value)
const latin1 = (value: string) => new Uint8Array(Buffer.from(value, 'latin1'))
const typeOf = (bytes: Uint8Array) => recognise(sourceOfBytes(bytes)).type
const block = tiff({ tags: [[0x0112, 3, [1]]] })

function tar(magic: string): Uint8Array {
  const header = new Uint8Array(1024)
  header.set(text('a.txt'))
  header.set(text('        '), 148)
  header.set(text(magic), 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.set(text(`${sum.toString(8).padStart(6, '0')}\0 `), 148)
  return header
}

describe('recognise', () => {
  it.each<[FileType, Uint8Array]>([
    ['sqlite', latin1('SQLite format 3\0')],
    ['sqlite-wal', latin1('7\x7f\x06\x82\0-\xe2\x18')],
    ['bplist', buildBinary({ a: 1 } as never)],
    ['xml-plist', text(build({ a: 1 } as never))],
    ['xml-plist', text('\n <plist version="1.0"><true/></plist>')],
    ['xml-plist', new Uint8Array(Buffer.from('\ufeff<?xml version="1.0"?><plist/>', 'utf16le'))],
    ['typedstream', plainBody('invented')],
    ['zip', zip({ members: [{ name: 'a' }] })],
    ['zip', zip({ members: [] })],
    ['gzip', new Uint8Array(gzipSync('a'))],
    ['tar', tar('ustar')],
    ['tar', tar('')],
    ['android-backup', text('ANDROID BACKUP\n5\n1\nnone\n')],
    ['jpeg', jpeg(block)],
    ['png', png(block)],
    ['webp', webp(block)],
    ['heic', heif(block)],
    ['avif', heif(block, { brand: 'avif' })],
    ['tiff', block],
    ['gif', text('GIF89a..')],
    ['mp4', latin1('\0\0\0\x18ftypisom\0\0\0\0')],
    ['mov', latin1('\0\0\0\x14ftypqt  \0\0\0\0')],
    ['mov', latin1('\0\0\0\x08wide\0\0\0\0mdat')],
    ['3gp', latin1('\0\0\0\x18ftyp3gp5\0\0\0\0')],
    ['amr', text('#!AMR\n<')],
    ['mp3', latin1('ID3\x03\0')],
    ['mp3', latin1('\xff\xfb\x90\x44')],
    ['pdf', text('%PDF-1.7')],
    ['html', text('\n<!DOCTYPE html><html>')],
    ['html', text('<html lang="en">')],
    ['xml', text('<?xml version="1.0"?><project xmlns="http://pa.cellebrite.com/report/2.0">')],
    ['xml', text('<usage-history><pkg/></usage-history>')],
    ['json', text('  {"a": 1}')],
    ['json', text('[1, 2]')],
    ['json', text('{}')],
    ['empty', new Uint8Array(0)],
    ['unknown', text('[brackets] in a note')],
    ['unknown', text('{braces} in a note')],
    ['unknown', new Uint8Array(600)],
    ['unknown', latin1('\xff\xf1\x50\x80')],
    ['unknown', text('a note')],
  ])('knows %s', (type, bytes) => {
    const { type: found, reason } = recognise(sourceOfBytes(bytes))
    expect(found).toBe(type)
    expect(reason).toMatch(/^(begins|has|is|the checksum)/)
  })

  it('says which bytes it went by', () => {
    expect(recognise(sourceOfBytes(text('%PDF-1.7'))).reason).toBe('begins with 25 50 44 46 2d')
    expect(recognise(sourceOfBytes(tar('ustar'))).reason).toContain('75 73 74 61 72 at byte 257')
  })
})

describeShared('files of real phones', () => {
  it('are recognised as what their names claim', () => {
    const claims: readonly [RegExp, FileType][] = [
      [/\.heic$/, 'heic'],
      [/\.jpg$/, 'jpeg'],
      [/\.zip(\.gz)?$/, 'zip'],
      [/\.tar$/, 'tar'],
      [/\.html$/, 'html'],
      [/ios\/.*\.plist$/, 'bplist'],
      [/KCN\.plist$/, 'xml-plist'],
      [/hindsight\/.*History$/, 'sqlite'],
    ]
    for (const [pattern, type] of claims) {
      const files = sharedPhoneFiles().filter((file) => pattern.test(file.stored))
      expect(files.length, String(pattern)).toBeGreaterThan(0)
      for (const { stored } of files) expect(typeOf(sharedBytes(`phone/${stored}`)), stored).toBe(type)
    }
  })
})
