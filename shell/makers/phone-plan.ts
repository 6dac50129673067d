// A recipe with its fillers drawn and everything in order of time: what both phone makers write out. Drawing happens here
// only, so that an iPhone and an Android made from one recipe hold the same messages.

import { z } from 'zod'
import {
  type CallRecipe,
  type MessageRecipe,
  type ReadPhoneRecipe,
  recipeYaml,
  type VisitRecipe,
} from './recipe.ts'
import { type Seeded, seededFrom } from './seeded.ts'
import { millisOf } from './times.ts'

/** A message with its place and time. */
export interface PlannedMessage extends MessageRecipe {
  readonly conversation: number
  readonly millis: number
  /** Column `guid` on an iPhone; the Android maker has no use for it. */
  readonly guid: string
}

/** One commit of the write-ahead log. */
export type PlannedCommit =
  | { readonly add: PlannedMessage }
  | { readonly edit: string; readonly text: string; readonly millis: number }
  | { readonly remove: string }

/** All rows of a phone, in order of time. */
export interface PhonePlan {
  readonly recipe: ReadPhoneRecipe
  readonly seeded: Seeded
  readonly messages: readonly PlannedMessage[]
  readonly later: readonly PlannedCommit[]
  readonly calls: readonly CallRecipe[]
  readonly visits: readonly VisitRecipe[]
}

/** What was written. */
export interface MadePhone {
  /** Where it was written. */
  readonly path: string
  /** Rows of the last state by what they are, the commits of a write-ahead log applied; removed ones apart. */
  readonly counts: Readonly<Record<string, number>>
  readonly plan: PhonePlan
}

/** Rows that were written and are not in the last state. */
export const removedOf = ({ recipe, later }: PhonePlan): number =>
  recipe.removed.length + later.filter((commit) => 'remove' in commit).length

const smallTalkSchema = z.record(z.string(), z.array(z.string()).min(1))
const sitesSchema = z.array(z.strictObject({ url: z.url(), title: z.string() }))

/** Draws the fillers and sorts everything by time. */
export function planPhone(recipe: ReadPhoneRecipe): PhonePlan {
  const seeded = seededFrom(recipe.seed)
  const guids = seeded.branch('guids')
  const place = (id: string): number => {
    const index = recipe.conversations.findIndex((conversation) => conversation.id === id)
    if (index < 0) throw new Error(`recipe: no conversation '${id}'`)
    return index
  }
  const planned = (message: MessageRecipe, conversation: number): PlannedMessage => ({
    ...message,
    conversation,
    millis: millisOf(message.at),
    guid: guids.uuid(),
  })
  const written = recipe.conversations.flatMap((conversation, index) =>
    conversation.messages.map((message) => planned(message, index)),
  )
  const filled = smallTalkOf(recipe, seeded.branch('small talk')).map(({ conversation, message }) =>
    planned(message, place(conversation)),
  )
  return {
    recipe,
    seeded,
    messages: [...written, ...filled].sort((a, b) => a.millis - b.millis),
    later: recipe.later.map((commit) => {
      if ('remove' in commit) return commit
      if ('edit' in commit) return { edit: commit.edit, text: commit.text, millis: millisOf(commit.at) }
      return { add: planned(commit.message, place(commit.conversation)) }
    }),
    calls: [...recipe.calls, ...callsOf(recipe, seeded.branch('calls'))].sort(byTime),
    visits: [...recipe.visits, ...visitsOf(recipe, seeded.branch('visits'))].sort(byTime),
  }
}

const byTime = (a: { readonly at: string }, b: { readonly at: string }): number =>
  millisOf(a.at) - millisOf(b.at)

/** A whole second between two times, as ISO text. */
const someTime = (seeded: Seeded, { from, until }: { from: string; until: string }): string =>
  new Date(seeded.between(millisOf(from) / 1000, millisOf(until) / 1000) * 1000).toISOString()

function smallTalkOf(recipe: ReadPhoneRecipe, seeded: Seeded) {
  if (recipe.small_talk.length === 0) return []
  const phrases = smallTalkSchema.parse(recipeYaml('small-talk.yaml'))
  return recipe.small_talk.flatMap((filler) => {
    const partners = recipe.conversations.find(({ id }) => id === filler.conversation)?.with ?? []
    return Array.from({ length: filler.count }, () => {
      const own = seeded.chance(0.45)
      const text = seeded.pick(phrases[filler.language] ?? phrases.en!)
      const message: MessageRecipe = {
        at: someTime(seeded, filler),
        ...(own ? { out: text } : { in: text }),
        ...(own || partners.length < 2 ? {} : { by: seeded.pick(partners) }),
        state: 'done',
        unread: false,
        plain: seeded.chance(0.1),
        mms: false,
      }
      return { conversation: filler.conversation, message }
    })
  })
}

function callsOf(recipe: ReadPhoneRecipe, seeded: Seeded): CallRecipe[] {
  const filler = recipe.call_filler
  if (!filler) return []
  return Array.from({ length: filler.count }, () => {
    const number = seeded.pick(filler.numbers)
    const own = seeded.chance(0.5)
    const answered = seeded.chance(0.7)
    return {
      at: someTime(seeded, filler),
      ...(own ? { out: number } : { in: number }),
      seconds: answered ? seeded.between(4, 900) : 0,
      outcome: answered ? 'answered' : own ? 'answered' : 'missed',
      service: seeded.chance(0.1) ? 'facetime-audio' : 'phone',
    }
  })
}

function visitsOf(recipe: ReadPhoneRecipe, seeded: Seeded): VisitRecipe[] {
  if (recipe.visit_filler.length === 0) return []
  const sites = sitesSchema.parse(recipeYaml('sites.yaml'))
  return recipe.visit_filler.flatMap((filler) =>
    Array.from({ length: filler.count }, (): VisitRecipe => {
      const site = seeded.pick(sites)
      return {
        at: someTime(seeded, filler),
        ...site,
        browser: filler.browser,
        how: seeded.pick(['link', 'link', 'link', 'typed', 'reload'] as const),
        seconds: seeded.between(2, 240),
        synced: filler.browser === 'safari' && seeded.chance(0.08),
      }
    }),
  )
}
