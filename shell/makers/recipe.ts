// What a recipe of a phone may say, as schemas: the YAML files under recipes/ and a test's own objects pass through them,
// so that a misspelt key is named at once. One shape serves both kinds of phone; what a kind cannot hold it refuses.

import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

/** A time in UTC: `2026-03-02T18:04:00Z`. */
const time = z.iso.datetime()
const number = z.string().min(1)

/** A message: `in` or `out` holds its text; an empty text is a message that has none. */
const message = z.strictObject({
  /** A name by which others in the recipe refer to it. */
  id: z.string().optional(),
  at: time,
  in: z.string().optional(),
  out: z.string().optional(),
  /** Who wrote it, in a group. */
  by: number.optional(),
  subject: z.string().optional(),
  /** Android keeps drafts, queued and unsent messages; an iPhone keeps what failed. */
  state: z.enum(['done', 'draft', 'failed', 'queued', 'outbox']).default('done'),
  unread: z.boolean().default(false),
  /** iPhone: the text stands in column `text` too, as older systems wrote it. */
  plain: z.boolean().default(false),
  /** The id of a picture sent along; on Android it makes the message an MMS. */
  picture: z.string().optional(),
  /** Android: written as MMS though it has no picture. */
  mms: z.boolean().default(false),
  reaction: z
    .strictObject({ to: z.string(), kind: z.enum(['loved', 'liked', 'laughed', 'questioned']) })
    .optional(),
  edited: time.optional(),
  retracted: time.optional(),
  /** iPhone: moved to "recently deleted" then; the row stays, its join to the chat moves to another table. */
  recoverable: time.optional(),
})

const conversation = z.strictObject({
  id: z.string(),
  with: z.array(number).min(1),
  /** A group's name. */
  title: z.string().optional(),
  service: z.enum(['iMessage', 'SMS']).default('SMS'),
  messages: z.array(message).default([]),
})

/** Messages of no weight, drawn by the seed from `small-talk.yaml`, so that a phone is as full as a phone is. */
const smallTalk = z.strictObject({
  conversation: z.string(),
  count: z.int().min(0),
  from: time,
  until: time,
  language: z.string(),
})

/** One commit each that stands in the write-ahead log only: a later message, a changed text, a removed row. */
const laterCommit = z.union([
  z.strictObject({ conversation: z.string(), message }),
  z.strictObject({ edit: z.string(), text: z.string(), at: time }),
  z.strictObject({ remove: z.string() }),
])

const call = z.strictObject({
  at: time,
  in: number.optional(),
  out: number.optional(),
  seconds: z.number().min(0),
  /** Android's types; an iPhone says `missed` by an incoming call that was not answered. */
  outcome: z
    .enum(['answered', 'missed', 'rejected', 'blocked', 'voicemail', 'elsewhere'])
    .default('answered'),
  service: z.enum(['phone', 'facetime-video', 'facetime-audio', 'other-app']).default('phone'),
})

const callFiller = z.strictObject({
  count: z.int().min(0),
  from: time,
  until: time,
  numbers: z.array(number),
})

const visit = z.strictObject({
  at: time,
  url: z.url(),
  title: z.string(),
  browser: z.enum(['safari', 'chrome']).default('chrome'),
  how: z.enum(['link', 'typed', 'reload', 'form', 'search']).default('link'),
  term: z.string().optional(),
  seconds: z.number().min(0).default(20),
  /** The visit came from another device of the account (Safari's origin 1). */
  synced: z.boolean().default(false),
})

const visitFiller = z.strictObject({
  count: z.int().min(0),
  from: time,
  until: time,
  browser: z.enum(['safari', 'chrome']),
})

const voicemail = z.strictObject({
  at: time,
  from: number,
  callback: number.optional(),
  seconds: z.int().min(0),
  trashed: time.optional(),
})

const contact = z.strictObject({
  first: z.string().optional(),
  last: z.string().optional(),
  organisation: z.string().optional(),
  note: z.string().optional(),
  phones: z.array(number).default([]),
  emails: z.array(z.string()).default([]),
  added: time,
})

const picture = z.strictObject({
  id: z.string(),
  file: z.string(),
  scene: z.string(),
  /** Wall-clock time of the camera, and its offset where it recorded one. */
  taken: z.string().optional(),
  offset: z.string().optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
  altitude: z.number().optional(),
  /** What the drawing varies with; pictures of one scene and one such seed show the same. Default: the phone's seed and the id. */
  drawing: z.string().optional(),
  /** The camera that took it, where it was not this phone's. */
  camera: z.strictObject({ make: z.string(), model: z.string(), system: z.string() }).optional(),
  /** Camera roll, or only sent with a message. */
  kept: z.boolean().default(true),
})

/** The schema of a phone; what a recipe leaves out is empty. */
export const phoneRecipe = z.strictObject({
  seed: z.string().default('manumit'),
  device: z.strictObject({
    name: z.string(),
    make: z.string(),
    model: z.string(),
    system: z.string(),
    build: z.string().default('00A000'),
    number,
    serial: z.string(),
    /** When the backup or the copy was made. */
    copied: time,
  }),
  contacts: z.array(contact).default([]),
  conversations: z.array(conversation).default([]),
  small_talk: z.array(smallTalk).default([]),
  /** Messages that were written and whose rows were removed again before the log began; ids. */
  removed: z.array(z.string()).default([]),
  later: z.array(laterCommit).default([]),
  calls: z.array(call).default([]),
  call_filler: callFiller.optional(),
  visits: z.array(visit).default([]),
  visit_filler: z.array(visitFiller).default([]),
  voicemails: z.array(voicemail).default([]),
  pictures: z.array(picture).default([]),
})

/** A phone as a recipe may be written: defaults may be left out. */
export type PhoneRecipe = z.input<typeof phoneRecipe>
/** The same, read and completed. */
export type ReadPhoneRecipe = z.output<typeof phoneRecipe>
/** A message as read. */
export type MessageRecipe = z.output<typeof message>
/** A call as read. */
export type CallRecipe = z.output<typeof call>
/** A browser visit as read. */
export type VisitRecipe = z.output<typeof visit>
/** An address-book entry as read. */
export type ContactRecipe = z.output<typeof contact>
/** A picture as read. */
export type PictureRecipe = z.output<typeof picture>
/** A voicemail as read. */
export type VoicemailRecipe = z.output<typeof voicemail>

const folder = new URL('./recipes/', import.meta.url)

/** The text of a file under recipes/. */
export const recipeText = (name: string): string => readFileSync(new URL(name, folder), 'utf8')

/** A YAML file under recipes/, not yet checked. */
export const recipeYaml = (name: string): unknown => parse(recipeText(name))

/** A phone's recipe from a file under recipes/. */
export const readPhoneRecipe = (name: string): ReadPhoneRecipe => phoneRecipe.parse(recipeYaml(name))
