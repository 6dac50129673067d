import { expect, it } from 'vitest'
import { defineCodes, isIssue, issuesOf, parseSha256, rawBlob, refuse } from './index.ts'

const codes = defineCodes({
  E_EXAMPLE_TORN: { severity: 'error', summary: 'The example ends early.' },
  E_EXAMPLE_REFUSED: { severity: 'refusal', summary: 'There is no example.' },
})
const issue = issuesOf(codes)

it('takes the severity of an issue from the table', () => {
  expect(issue('E_EXAMPLE_TORN', { offset: 7 }, { left: 3 })).toEqual({
    issue: true,
    code: 'E_EXAMPLE_TORN',
    severity: 'error',
    at: { offset: 7 },
    data: { left: 3 },
  })
})

it('does not compile, or run, with a code that is not in the table', () => {
  // @ts-expect-error: a misspelt code
  expect(() => issue('E_EXAMPLE_TROM')).toThrow()
})

it('tells an issue from a record', () => {
  expect(isIssue(issue('E_EXAMPLE_TORN'))).toBe(true)
  expect(isIssue({ kind: 'message' })).toBe(false)
})

it('a refusal carries its code and the data of its sentence', () => {
  expect(refuse('E_EXAMPLE_REFUSED', { name: 'x' })).toEqual({
    ok: false,
    error: { code: 'E_EXAMPLE_REFUSED', data: { name: 'x' } },
  })
})

it('keeps a short blob whole and a long one by its length', () => {
  expect(rawBlob(new Uint8Array(64))).toBeInstanceOf(Uint8Array)
  expect(rawBlob(new Uint8Array(65))).toEqual({ blobBytes: 65 })
})

it('parses a digest in either case and nothing else', () => {
  expect(parseSha256('AB'.repeat(32))).toBe('ab'.repeat(32))
  expect(parseSha256('ab'.repeat(31))).toBeNull()
  expect(parseSha256('zz'.repeat(32))).toBeNull()
})
