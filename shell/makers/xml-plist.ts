// Writes XML property lists, as a backup's Info.plist is. Source: the plist DTD of Apple Computer, 1.0.

import type { PlistValue } from './binary-plist.ts'

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
`

/** A value as an XML plist. References of keyed archives have no XML form of their own and are written as CF$UID. */
export const writeXmlPlist = (root: PlistValue): string => `${HEAD}${element(root, '')}\n</plist>\n`

function element(value: PlistValue, indent: string): string {
  if (value === null) return `${indent}<string></string>`
  if (typeof value === 'boolean') return `${indent}<${value}/>`
  if (typeof value === 'bigint' || Number.isInteger(value)) return `${indent}<integer>${value}</integer>`
  if (typeof value === 'number') return `${indent}<real>${value}</real>`
  if (typeof value === 'string') return `${indent}<string>${escapeXml(value)}</string>`
  if (value instanceof Date) return `${indent}<date>${value.toISOString().slice(0, 19)}Z</date>`
  if (value instanceof Uint8Array) return `${indent}<data>${Buffer.from(value).toString('base64')}</data>`
  if (Array.isArray(value))
    return nested(
      'array',
      value.map((item) => element(item, `${indent}\t`)),
      indent,
    )
  const members = 'uid' in value ? { CF$UID: value.uid as number } : (value as Record<string, PlistValue>)
  const lines = Object.entries(members).map(
    ([key, item]) => `${indent}\t<key>${escapeXml(key)}</key>\n${element(item, `${indent}\t`)}`,
  )
  return nested('dict', lines, indent)
}

const nested = (tag: string, lines: readonly string[], indent: string): string =>
  lines.length === 0 ? `${indent}<${tag}/>` : [`${indent}<${tag}>`, ...lines, `${indent}</${tag}>`].join('\n')

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
