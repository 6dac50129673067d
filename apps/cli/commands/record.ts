import { isoOfUtc, ok, refuse } from '@manumit/base'
import { type LocatedBytes, readRecordBytes, reportRecords } from '@manumit/casework'
import { observationKind } from '@manumit/model'
import { fieldText, phonePlaceText, placeText, rawText, recordObject, showCommand } from '@manumit/report'
import type { StoredObservation } from '@manumit/store'
import { type Context, defineCommand, flagValue, textValue } from '../command.ts'
import { shown } from '../terminal.ts'
import { inWorkspace } from './sources.ts'

const BYTES_PER_LINE = 16

export const record = defineCommand({
  name: 'record',
  topic: 'Looking',
  summary:
    'One record: its fields, its values as stored, where it was read, and the command that shows the same bytes.',
  arguments: [{ name: 'id', summary: 'number of the record, as timeline --json and exports print it' }],
  options: [
    {
      name: 'bytes',
      summary: 'read the evidence again and print the bytes the record rests on, with its columns marked',
    },
  ],
  examples: [
    { run: 'manumit record 4294967300', does: 'the record with its values as stored' },
    { run: 'manumit record 4294967300 --bytes', does: 'the same, with a hex dump of its row' },
  ],
  run: (values, context) =>
    inWorkspace(context, 'read', async (workspace) => {
      const id = textValue(values, 'id') ?? ''
      // Sixteen digits at most: larger than any number of a record.
      const stored = /^\d{1,16}$/.test(id) ? await workspace.observations.get(Number(id)) : null
      if (!stored) return refuse('E_RECORD_UNKNOWN', { record: id })
      const wantsBytes = flagValue(values, 'bytes')
      const { folder } = context.workspaces
      const bytes = wantsBytes ? await readRecordBytes({ workspace, folder, stored }) : null
      if (bytes !== null && !bytes.ok) return bytes
      await workspace.audit.append(wantsBytes ? 'view.bytes' : 'view.record', `record:${stored.id}`)
      if (context.json)
        await context.terminal.object({
          ...recordObject((await reportRecords(workspace))(stored)),
          command: showCommand(stored.observation.where),
          ...(bytes && { bytes: bytesObject(bytes.value) }),
        })
      else {
        await showRecord(stored, context)
        if (bytes) await showBytes(bytes.value, context)
      }
      return ok(0)
    }),
})

async function showRecord(
  { id, artifact, observation }: StoredObservation,
  { terminal }: Context,
): Promise<void> {
  const { kind, at, where, fields, raw } = observation
  const row = (name: string, text: string) => terminal.line(`  ${name}: ${shown(text)}`)
  await terminal.line(`Record ${id}, ${observationKind(kind)?.title ?? shown(kind)}`)
  if ('utc' in at) await row('Time', isoOfUtc(at.utc))
  for (const [name, field] of Object.entries(observationKind(kind)?.fields ?? {})) {
    const value = (fields as Readonly<Record<string, unknown>>)[name]
    if (value !== undefined) await row(field.title, fieldText(field, value))
  }
  await terminal.line('As stored')
  for (const [name, value] of Object.entries(raw))
    await row(shown(name), value === null ? 'NULL' : rawText(value))
  await terminal.line('Place')
  await row('File', where.file.path)
  if (phonePlaceText(where) !== '') await row('On the phone', phonePlaceText(where))
  await row('SHA-256', where.file.sha256)
  await row('In the file', placeText(where))
  await row('Read by', `${artifact.id} v${artifact.version}`)
  await row('See the same', showCommand(where))
}

async function showBytes(
  { file, offset, bytes, whole, marks, pageNumber, overflow }: LocatedBytes,
  { terminal }: Context,
): Promise<void> {
  const page = pageNumber === null ? '' : `, page ${pageNumber}`
  await terminal.line(`Bytes of ${shown(file)} from ${offset}${page}`)
  for (let at = 0; at < bytes.length; at += BYTES_PER_LINE)
    await terminal.line(hexLine(offset + at, bytes.subarray(at, at + BYTES_PER_LINE)))
  if (whole > bytes.length) await terminal.line(`  ${whole - bytes.length} bytes more`)
  for (const { file: of, offset: from, bytes: many, pageNumber: number } of overflow)
    await terminal.line(`  goes on in ${shown(of)}, page ${number}: ${many} bytes from ${from}`)
  for (const { start, end, name } of marks)
    await terminal.line(`  ${offset + start}–${offset + end - 1}  ${shown(name)}`)
}

/** As xxd prints it: offset, bytes in pairs, and what of them is a letter. */
function hexLine(offset: number, bytes: Uint8Array): string {
  const hex = Buffer.from(bytes)
    .toString('hex')
    .padEnd(2 * BYTES_PER_LINE)
  const letters = Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'))
  return `${offset.toString(16).padStart(8, '0')}: ${hex.replace(/(.{4})/g, '$1 ')} ${letters.join('')}`
}

const bytesObject = ({ bytes, marks, read: _, ...rest }: LocatedBytes) => ({
  ...rest,
  hex: Buffer.from(bytes).toString('hex'),
  marks,
})
