// History databases of Safari and of the Chrome family, on either kind of phone.

import { recipeText, type VisitRecipe } from './recipe.ts'
import type { RowInsert, SqliteRecipe } from './sqlite.ts'
import { macSeconds, millisOf, webkitMicros } from './times.ts'

/** Transition types and the qualifiers that stand above them. Source: Chromium, ui/base/page_transition_types.h. */
const TRANSITIONS = { link: 0, typed: 1, reload: 8, form: 7, search: 5 } as const
const CHAIN_START = 0x10000000
const CHAIN_END = 0x20000000

/** A History file of the Chrome family; visits in order of time. */
export function chromeHistory(visits: readonly VisitRecipe[]): SqliteRecipe {
  const urls = countedUrls(visits)
  const rows: RowInsert[] = [...urls].map(([url, facts]) => ({
    into: 'urls',
    row: {
      id: facts.id,
      url,
      title: facts.title,
      visit_count: facts.visits,
      typed_count: facts.typed,
      last_visit_time: webkitMicros(facts.lastMillis),
    },
  }))
  for (const [index, visit] of visits.entries()) {
    rows.push({
      into: 'visits',
      row: {
        id: index + 1,
        url: urls.get(visit.url)!.id,
        visit_time: webkitMicros(millisOf(visit.at)),
        from_visit: visit.how === 'link' ? index : 0,
        // Stored as a signed 32-bit number in a wider column: the sum stays positive.
        transition: TRANSITIONS[visit.how] + CHAIN_START + CHAIN_END,
        visit_duration: BigInt(Math.round(visit.seconds * 1e6)),
      },
    })
  }
  const terms = [
    ...new Map(visits.flatMap((visit) => (visit.term === undefined ? [] : [[visit.url, visit.term]]))),
  ]
  for (const [url, term] of terms)
    rows.push({
      into: 'keyword_search_terms',
      row: { keyword_id: 2, url_id: urls.get(url!)!.id, term: term!, normalized_term: term!.toLowerCase() },
    })
  return { journal: 'delete', sql: [recipeText('schemas/chrome-history.sql'), ...rows] }
}

/** A History.db of Safari; visits in order of time. */
export function safariHistory(visits: readonly VisitRecipe[]): SqliteRecipe {
  const urls = countedUrls(visits)
  const rows: RowInsert[] = [...urls].map(([url, facts]) => ({
    into: 'history_items',
    row: {
      id: facts.id,
      url,
      domain_expansion: new URL(url).hostname.split('.')[0]!,
      visit_count: facts.visits,
      daily_visit_counts: new Uint8Array([facts.visits & 255, 0, 0, 0]),
      should_recompute_derived_visit_counts: 0,
      visit_count_score: facts.visits * 100,
    },
  }))
  for (const [index, visit] of visits.entries())
    rows.push({
      into: 'history_visits',
      row: {
        id: index + 1,
        history_item: urls.get(visit.url)!.id,
        visit_time: macSeconds(millisOf(visit.at)),
        title: visit.title,
        origin: visit.synced ? 1 : 0,
        score: 100,
      },
    })
  return { journal: 'delete', sql: [recipeText('schemas/safari-history.sql'), ...rows] }
}

interface UrlFacts {
  readonly id: number
  readonly title: string
  visits: number
  typed: number
  lastMillis: number
}

function countedUrls(visits: readonly VisitRecipe[]): Map<string, UrlFacts> {
  const urls = new Map<string, UrlFacts>()
  for (const visit of visits) {
    const facts = urls.get(visit.url) ?? {
      id: urls.size + 1,
      title: visit.title,
      visits: 0,
      typed: 0,
      lastMillis: 0,
    }
    facts.visits++
    facts.typed += visit.how === 'typed' ? 1 : 0
    facts.lastMillis = Math.max(facts.lastMillis, millisOf(visit.at))
    urls.set(visit.url, facts)
  }
  return urls
}
