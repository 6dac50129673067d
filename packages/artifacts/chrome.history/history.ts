// Visit records of the Chromium family (Chrome, Chromium, Brave, Edge, on phones and desktops): database History. One record
// per row of visits, with its address from urls. Says what the browser recorded, not that a person looked.

import { type Issue, isIssue } from '@manumit/base'
import { defineArtifact, visit } from '@manumit/model'
import { issue } from '../errors.ts'
import { webkitMoment } from '../moments.ts'
import { oddTime } from '../odd-time.ts'
import { orphanedRows } from '../recorded-deletions.ts'
import { joinedRaw, type KeptRow, keyedRows, ownedRows } from '../related-rows.ts'
import {
  columnsOf,
  type Database,
  type Items,
  issuePlace,
  openDatabase,
  rawOf,
  rawValue,
  recordRows,
  textOf,
} from '../sqlite-rows.ts'
import { readTransition } from './transition.ts'

const COLUMNS = [
  'url',
  'visit_time',
  'from_visit',
  'transition',
  'visit_duration',
  'originator_cache_guid',
  'opener_visit',
] as const

/** Columns of visits known and not read. Sources: Chromium, visit_database.cc, versions 8 to 140. */
const UNREAD_COLUMNS = [
  'id',
  'segment_id',
  'is_indexed',
  'incremented_omnibox_typed_score',
  'publicly_routable',
  'originator_visit_id',
  'originator_from_visit',
  'originator_opener_visit',
  'originator_referring_visit',
  'is_known_to_sync',
  'consider_for_ntp_most_visited',
  'external_referrer_url',
  'visited_link_id',
  'app_id',
]

const URL_COLUMNS = ['url', 'title', 'visit_count', 'typed_count'] as const

/** visit_source.source; a visit browsed here has no row. Source: Chromium, history_types.h, VisitSource. */
const SOURCES: readonly string[] = ['synced', 'browsed', 'extension', 'imported', 'imported', 'imported']

export const chromeHistory = defineArtifact({
  id: 'chrome.history',
  version: 1,
  title: 'Browser visit records (Chromium History)',
  reads: [
    {
      domain: 'AppDomain-com.google.chrome.ios',
      path: 'Library/Application Support/Google/Chrome/Default/History',
    },
    { path: 'com.android.chrome/app_chrome/*/History' },
    { path: 'com.brave.browser/app_chrome/*/History' },
    { path: 'com.microsoft.emmx/app_chrome/*/History' },
    { path: 'Google/Chrome/*/History' },
    { path: 'Google/Chrome/User Data/*/History' },
    { path: 'Microsoft/Edge/User Data/*/History' },
    { path: 'BraveSoftware/Brave-Browser/*/History' },
    { path: 'BraveSoftware/Brave-Browser/User Data/*/History' },
    { path: '.config/google-chrome/*/History' },
    { path: '.config/chromium/*/History' },
  ],
  requires: {
    visits: ['url', 'visit_time', 'transition'],
    urls: ['url', 'title', 'visit_count', 'typed_count'],
  },
  emits: visit,
  limits: [
    'Live rows, and rows of earlier states of the write-ahead log; freelist pages are not read.',
    'Addresses and titles are those urls holds now: a title may be newer than the visit.',
    'Search terms belong to an address, so they stand at each visit of it.',
    'Downloads are not read. The browser expires visits after about 90 days.',
  ],
  sources: [
    'evidence reference, section 6: Chrome family',
    'Chromium: components/history/core/browser/visit_database.cc; ui/base/page_transition_types.h',
    'log2timeline/plaso: plaso/parsers/sqlite_plugins/chrome_history.py',
  ],
  verifiedOn: [{ image: 'fixture.sql', rows: 8 }],
  *parse(files): Items<typeof visit> {
    const database = yield* openDatabase(files, chromeHistory)
    if (!database) return
    yield* unknownColumns(database)
    const urls = yield* keyedRows(database, 'urls', URL_COLUMNS)
    const sources = yield* keyedRows(database, 'visit_source', ['source'])
    const hasSources = database.live.tables.has('visit_source')
    const terms = yield* ownedRows(database, {
      table: 'keyword_search_terms',
      owner: 'url_id',
      columns: ['term'],
    })
    const keepTerms = joinedRaw('keyword_search_terms', ['term'])
    const columns = columnsOf(database, 'visits', COLUMNS)
    for (const row of recordRows(database, columns)) {
      if (isIssue(row)) {
        yield row
        continue
      }
      const [url, time, fromVisit, transition, duration, originator] = row.values
      const raw = rawOf(columns, row.values)
      const address = urls.find(url)
      for (const [i, column] of URL_COLUMNS.entries())
        if (address) raw[`urls.${column}`] = rawValue(address[i]!)
      const source = sources.find(row.where.place.rowid)?.[0]
      if (source !== undefined) raw['visit_source.source'] = rawValue(source)
      const searched =
        typeof url === 'number' || typeof url === 'bigint' ? [...terms.of(url)].sort(byTerm) : []
      keepTerms(raw, searched)
      const { core, qualifiers, isRedirect } = readTransition(transition!)
      const at = webkitMoment(time!)
      yield {
        kind: 'visit',
        at,
        where: row.where,
        fields: {
          url: textOf(address?.[0]),
          pageTitle: textOf(address?.[1]),
          transition: core,
          qualifiers,
          redirect: isRedirect,
          visitCount: typeof address?.[2] === 'number' ? address[2] : undefined,
          typedCount: typeof address?.[3] === 'number' ? address[3] : undefined,
          durationSeconds: typeof duration === 'number' && duration > 0 ? duration / 1e6 : undefined,
          fromVisit: fromVisit === 0 ? undefined : textOf(fromVisit),
          searchTerm: textOf(searched[0]?.values[0]),
          source: sourceOf(source, hasSources),
          originDevice: originOf(source, { hasSources, originator: textOf(originator) }),
        },
        raw,
      }
      if (!address)
        yield issue('E_ARTIFACT_REFERENCE_MISSING', issuePlace(row), { target: 'urls', id: rawValue(url!) })
      yield* oddTime(row, at, { column: 'visit_time' })
    }
    yield* termsWithoutUrl(database, {
      terms: terms.read,
      urls: urls.rowids.map((id) => terms.of(id).length),
    })
  },
})

/** Rows of this table have no order of their own. */
const byTerm = (a: KeptRow, b: KeptRow): number => (String(a.values[0]) < String(b.values[0]) ? -1 : 1)

function* unknownColumns(database: Database): Generator<Issue> {
  const known = new Set<string>([...COLUMNS, ...UNREAD_COLUMNS])
  for (const { name } of database.live.tables.get('visits')?.columns ?? [])
    if (!known.has(name.toLowerCase()))
      yield issue('E_ARTIFACT_COLUMN_UNKNOWN', { path: database.ref.path, table: 'visits' }, { column: name })
}

function* termsWithoutUrl(
  database: Database,
  { terms, urls }: { readonly terms: number; readonly urls: readonly number[] },
): Generator<Issue> {
  const joined = urls.reduce((sum, count) => sum + count, 0)
  yield* orphanedRows(database, { table: 'keyword_search_terms', target: 'urls', read: terms, joined })
}

function sourceOf(source: unknown, hasSources: boolean): string | undefined {
  if (source === undefined) return hasSources ? 'browsed' : undefined
  return (typeof source === 'number' ? SOURCES[source] : undefined) ?? 'unknown'
}

/** A synced visit, or one that names the device it came from, was made elsewhere; an imported one cannot be told. */
function originOf(
  source: unknown,
  { hasSources, originator }: { readonly hasSources: boolean; readonly originator: string | undefined },
): string | undefined {
  if (source === 0 || originator !== undefined) return 'another-device'
  if (source === undefined) return hasSources ? 'this-device' : undefined
  return source === 1 || source === 2 ? 'this-device' : 'unknown'
}
