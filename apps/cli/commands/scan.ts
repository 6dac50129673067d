import { ok, refuse } from '@manumit/base'
import { scanFiles } from '@manumit/casework'
import type { ScanMatch } from '@manumit/store'
import { type Context, defineCommand, flagValue, pathsValue, textValue } from '../command.ts'
import { issueText, refusalText } from '../sentences.ts'
import { amount, shown } from '../terminal.ts'
import { numberOf } from './filters.ts'
import { inWorkspace } from './sources.ts'

/** Distances past this are not searched: the index is exact to here. */
const MAX_DISTANCE = 63

export const scan = defineCommand({
  name: 'scan',
  topic: 'Pictures',
  summary:
    'Compare files with a bank: digests, and picture hashes in eight orientations. Finds and explains; changes nothing.',
  arguments: [{ name: 'path', summary: 'files and folders', variadic: true }],
  options: [
    { name: 'bank', value: 'name', summary: 'bank to compare with (required)' },
    {
      name: 'distance',
      value: 'bits',
      summary: 'greatest distance of picture hashes, 0–63 (default: 31, the PDQ reference’s)',
    },
    { name: 'fail-on-match', summary: 'exit code 3 when a match was found, for scripts' },
  ],
  examples: [
    { run: 'manumit scan /srv/uploads --bank agency-list', does: 'run it again after Ctrl-C: it goes on' },
    {
      run: 'manumit scan --bank demo --json demo-case/pictures',
      does: 'one object a match: file, digests, entry, distance, threshold, orientation',
    },
  ],
  run: (values, context) =>
    inWorkspace(context, 'write', async (workspace) => {
      const bank = textValue(values, 'bank')
      if (!bank) return refuse('E_BANK_MISSING')
      const distance = numberOf(values, 'distance')
      if (!distance.ok) return distance
      if ((distance.value ?? 0) > MAX_DISTANCE) return refuse('E_DISTANCE_TOO_LARGE', { most: MAX_DISTANCE })
      const scanned = await scanFiles({
        workspace,
        folder: context.workspaces.folder,
        paths: pathsValue(values, 'path'),
        bank,
        ...(distance.value !== undefined && { distance: distance.value }),
        signal: context.signal,
        onProgress: ({ files, total }) =>
          context.terminal.progress({ label: 'Scanning', done: files, total, unit: 'files' }),
        onFile: async ({ path, matches: found, issues, refusal }) => {
          if (refusal) context.terminal.note(`${shown(path)}: ${refusalText(refusal)}`)
          for (const issue of issues) context.terminal.note(`${shown(path)}: ${issueText(issue)}`)
          for (const match of found) await showMatch(match, context)
        },
      })
      context.terminal.progress(null)
      if (!scanned.ok) return scanned
      const { files, pictures, unread, matches: count } = scanned.value
      context.terminal.note(
        `${amount(files, 'files')}: ${pictures} pictures compared by hash, each file by digest, ${unread} could not be opened; ${count} matches with bank ${shown(bank)}.`,
      )
      return ok(count > 0 && flagValue(values, 'fail-on-match') ? 3 : 0)
    }),
})

export const matches = defineCommand({
  name: 'matches',
  topic: 'Looking',
  summary:
    'Matches that scans recorded, nearest first: distance, threshold and its source, orientation. Never an identity.',
  options: [
    { name: 'scan', value: 'id', summary: 'only this scan' },
    { name: 'limit', value: 'n', default: '200', summary: 'at most so many' },
    { name: 'after', value: 'cursor', summary: 'go on where an earlier page ended' },
  ],
  examples: [{ run: 'manumit matches', does: 'matches of every scan of this workspace' }],
  run: (values, context) =>
    inWorkspace(context, 'read', async (workspace) => {
      const scanId = numberOf(values, 'scan')
      if (!scanId.ok) return scanId
      const limit = numberOf(values, 'limit')
      if (!limit.ok) return limit
      const after = textValue(values, 'after')
      const page = await workspace.scans.matches({
        limit: limit.value ?? 200,
        ...(scanId.value !== undefined && { scanId: scanId.value }),
        ...(after !== undefined && { after }),
      })
      if (!page.ok) return page
      for (const match of page.value.rows) await showMatch(match, context)
      await workspace.audit.append('view.matches', 'scans', { shown: page.value.rows.length })
      if (page.value.next !== null)
        context.terminal.note(`There are more. Go on with: --after ${page.value.next}`)
      if (page.value.rows.length === 0) context.terminal.note('No match is recorded.')
      return ok(0)
    }),
})

async function showMatch(match: ScanMatch, { json, terminal }: Context): Promise<void> {
  if (json) return terminal.object(match)
  const { kind, distance, threshold, bank, entry, orientation, quality, file, thresholdSource } = match
  const how = kind === 'pdq' ? `distance ${distance} of 256, threshold ${threshold}` : 'equal digest'
  const turned = orientation === null || orientation === 'original' ? '' : `, ${orientation}`
  await terminal.line(shown(file.path))
  await terminal.line(
    `   ${kind}: ${how} to entry ${entry} of bank ${shown(bank)}${turned}${quality === null ? '' : `, quality ${quality}`}`,
  )
  if (kind === 'pdq') await terminal.line(`   threshold: ${shown(thresholdSource)}`)
}
