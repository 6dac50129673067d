import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describeShared, sharedBytes } from '@manumit/testing/shared-data'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attributedBodyText, exactText, FILE_TRANSFER_GUID, generalBody } from './attributed-body.ts'
import { attributedString } from './attributed-string.ts'
import { readTypedstream } from './reader.ts'
import { archive, attributed, data, dictionary, number, plainBody, string, url } from './recipe.ts'

const part = string('__kIMMessagePartAttributeName')

describe('the text of an attributedBody', () => {
  it.each([
    ['', 0],
    ['On my way', 9],
    ['x'.repeat(127), 127],
    ['x'.repeat(128), 128],
    ['é'.repeat(64), 64],
    ['x'.repeat(40_000), 40_000],
    ['x'.repeat(70_000), 70_000],
    ['Teapot 🫖 and bridge', 20],
    ['\ufeffkept', 5],
    ['stored \ufffd', 8],
  ])('reads %j of %i UTF-16 units by either way, whatever its length prefix', (text, units) => {
    for (const direction of [false, true])
      for (const immutable of [false, true]) {
        const bytes = plainBody(text, { direction, immutable })
        expect(attributedBodyText(bytes)).toEqual({ text, attachmentGuids: [], issues: [] })
        expect(generalBody(bytes)).toEqual({ text, attachmentGuids: [], issues: [] })
        expect(text.length).toBe(units)
        // Lengths that need four bytes are left to the general reader.
        expect(exactText(bytes)).toBe(units < 32_768 ? text : null)
      }
  })

  it('gives the same as the general reader for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.boolean(),
        fc.boolean(),
        (text, direction, immutable) => {
          const bytes = plainBody(text, { direction, immutable })
          expect(attributedBodyText(bytes)).toEqual(generalBody(bytes))
          expect(attributedBodyText(bytes).text).toBe(text)
        },
      ),
    )
  })

  it('finds the GUID of each transferred file, once and in order', () => {
    const file = (guid: string, n: number) =>
      dictionary([
        [string(FILE_TRANSFER_GUID), string(guid)],
        [part, number(n)],
      ])
    const first = file('at_0_INVENTED-1', 0)
    const second = file('at_1_INVENTED-2', 1)
    const words = dictionary([[part, number(2)]])
    const text = '\ufffc\ufffctwo teapots'
    const bytes = archive(
      attributed(text, [
        { length: 1, attributes: first },
        { length: 1, attributes: second },
        { length: 11, attributes: words },
      ]),
    )
    expect(attributedBodyText(bytes)).toEqual({
      text,
      attachmentGuids: ['at_0_INVENTED-1', 'at_1_INVENTED-2'],
      issues: [],
    })
  })

  it('keeps mentions, links, detected data and unknown classes as attributes of their runs', () => {
    const stranger = {
      chain: [
        ['IMInvented', 3],
        ['NSObject', 0],
      ],
      groups: [['d', 0.25]],
    } as const
    const mention = dictionary([
      [string('__kIMMentionConfirmedMention'), string('kim@example.org')],
      [string('__kIMLinkAttributeName'), url('https://example.org/')],
      [string('__kIMDataDetectedAttributeName'), data(Uint8Array.of(1, 2, 3))],
      [string('big'), number(2n ** 40n, 'q')],
      [string('half'), number(0.5, 'd')],
      [string('stranger'), stranger],
    ])
    const plain = dictionary([[part, number(0)]])
    const bytes = archive(
      attributed('Hi Kim, see', [
        { length: 3, attributes: plain },
        { length: 3, attributes: mention },
        { length: 5, attributes: plain },
      ]),
    )
    const { value, issues } = attributedString(readTypedstream(bytes).value!)
    expect(issues).toEqual([])
    expect(value!.runs.map((run) => [run.start, run.length])).toEqual([
      [0, 3],
      [3, 3],
      [6, 5],
    ])
    expect(Object.fromEntries(value!.runs[1]!.attributes)).toEqual({
      __kIMMentionConfirmedMention: 'kim@example.org',
      __kIMLinkAttributeName: 'https://example.org/',
      __kIMDataDetectedAttributeName: Uint8Array.of(1, 2, 3),
      big: 2 ** 40,
      half: 0.5,
      stranger: { className: 'IMInvented', entity: expect.any(Number) },
    })
    expect(value!.runs[2]!.attributes).toEqual(value!.runs[0]!.attributes)
    expect(
      new TextDecoder().decode(bytes.subarray(value!.textRange.offset).subarray(0, value!.textRange.length)),
    ).toBe('Hi Kim, see')
  })

  it('shows text that is not UTF-8 with replacement characters and an issue', () => {
    const bytes = archive(
      attributed(Uint8Array.of(0x41, 0xff, 0x42), [
        { length: 3, attributes: dictionary([[part, number(0)]]) },
      ]),
    )
    const body = attributedBodyText(bytes)
    expect(body.text).toBe('A\ufffdB')
    expect(body.issues.map((i) => i.code)).toEqual(['E_ATTRIBUTED_STRING_TEXT'])
  })

  it('reports runs that do not cover the text', () => {
    const attributes = dictionary([[part, number(0)]])
    const body = attributedBodyText(archive(attributed('four', [{ length: 3, attributes }])))
    expect(body.text).toBe('four')
    expect(body.issues.map((i) => i.code)).toEqual(['E_ATTRIBUTED_STRING_RUNS'])
  })

  it.each([true, false])('gives an issue for a stream cut at any byte (exact layout: %s)', (exact) => {
    const attributes = dictionary([[string('invented'), url('https://example.org/')]])
    const whole = exact ? plainBody('A bridge') : archive(attributed('A bridge', [{ length: 8, attributes }]))
    for (let end = 0; end < whole.length; end++) {
      const body = attributedBodyText(whole.subarray(0, end))
      expect(body.issues.length, `cut at ${end}`).toBeGreaterThan(0)
      expect([null, 'A bridge']).toContain(body.text)
    }
  })

  it('refuses what is no typedstream, and a stream of another object', () => {
    expect(attributedBodyText(new Uint8Array(0))).toMatchObject({
      text: null,
      issues: [{ code: 'E_TYPEDSTREAM_HEADER' }],
    })
    expect(attributedBodyText(archive(string('bare')))).toMatchObject({
      text: null,
      issues: [{ code: 'E_ATTRIBUTED_STRING_NONE' }],
    })
  })
})

describeShared('attributedBody of a real message store', () => {
  it('reads each body without an issue, most with the text of the column beside it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'manumit-'))
    const path = join(folder, 'chat.db')
    writeFileSync(path, sharedBytes('phone/plaso/sqlite/imessage_chat.db.gz'))
    const database = new DatabaseSync(path, { readOnly: true })
    const rows = database.prepare('SELECT text, attributedBody FROM message').all()
    database.close()
    rmSync(folder, { recursive: true })
    const bodies = rows.map((row) => attributedBodyText(row.attributedBody as Uint8Array))
    expect(bodies.filter((body) => body.issues.length > 0 || !body.text)).toEqual([])
    expect(bodies).toEqual(rows.map((row) => generalBody(row.attributedBody as Uint8Array)))
    // Its donor replaced names in one of the two columns only, so that some texts differ.
    const same = rows.filter((row, i) => row.text === bodies[i]!.text)
    expect(same.length).toBeGreaterThan(rows.length / 2)
  })
})
