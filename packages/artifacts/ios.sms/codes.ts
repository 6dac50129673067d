// Codes of message rows and what published parsers take them to mean. Apple documents none of them; the code itself stays
// in the raw values.

import type { SqliteValue } from '@manumit/formats'

/** associated_message_type: 2000 to 2007 set a reaction, 3000 to 3007 take it back. */
const REACTIONS = ['love', 'like', 'dislike', 'laugh', 'emphasis', 'question', 'emoji', 'sticker'] as const

/** item_type: 0 is a message; the others are lines the app writes into a conversation. */
const EVENTS: Readonly<Record<number, string>> = {
  1: 'participants-changed',
  2: 'group-named',
  3: 'group-action',
  4: 'location-sharing',
  5: 'audio-kept',
}

/** The reaction a row states, `removed …` where it takes one back; undefined for a message that is none. */
export function reactionOf(type: SqliteValue, emoji: SqliteValue): string | undefined {
  if (type === 0 || type === null || typeof type !== 'number') return undefined
  if (type === 1000) return 'sticker'
  const isRemoval = type >= 3000
  const name = REACTIONS[type - (isRemoval ? 3000 : 2000)]
  if (name === undefined) return type >= 2000 ? `type ${type}` : undefined
  const shown = name === 'emoji' && typeof emoji === 'string' ? `emoji ${emoji}` : name
  return isRemoval ? `removed ${shown}` : shown
}

/** The line a row stands for; undefined for an ordinary message. */
export const eventOf = (itemType: SqliteValue): string | undefined =>
  itemType === 0 || itemType === null
    ? undefined
    : (typeof itemType === 'number' && EVENTS[itemType]) || 'unknown'

/** associated_message_guid is `p:<part>/<guid>` or `bp:<guid>`; the guid alone names the message. */
export const referredMessage = (value: SqliteValue): string | undefined =>
  typeof value === 'string' && value !== '' ? value.replace(/^(?:p:\d+\/|bp:)/, '') : undefined
