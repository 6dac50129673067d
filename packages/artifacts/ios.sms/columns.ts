// The columns of `message` that are read. Stores of ten years share the first fourteen; the others came with later phones
// and are read, and kept as raw values, where the table has them.

import type { RawValue } from '@manumit/base'
import type { SqliteValue } from '@manumit/formats'
import { type Columns, rawOf, rawValue } from '../sqlite-rows.ts'

/** In stores from iOS 6 on. */
const CORE = [
  'guid',
  'text',
  'attributedBody',
  'handle_id',
  'subject',
  'service',
  'account',
  'date',
  'date_read',
  'date_delivered',
  'is_from_me',
  'error',
  'item_type',
  'group_title',
] as const

/** With the phone's version that brought them: 9, 10, 10, 14, 16, 16, 18. */
const LATER = [
  'destination_caller_id',
  'associated_message_guid',
  'associated_message_type',
  'thread_originator_guid',
  'date_edited',
  'date_retracted',
  'associated_message_emoji',
] as const

export const COLUMNS = [...CORE, ...LATER] as const

/** Position of each column in a row's values. */
export const C = Object.fromEntries(COLUMNS.map((name, i) => [name, i])) as {
  readonly [N in (typeof COLUMNS)[number]]: number
}

type Raw = Record<string, RawValue>

/**
 * Makes the function that keeps a row's raw values. Where the fourteen are there, which is the rule, the object is written
 * out: objects of one shape cost a tenth of those filled name by name, and there are millions.
 */
export function rawMaker(columns: Columns): (values: readonly SqliteValue[]) => Raw {
  if (CORE.some((_, i) => !columns.present.includes(i))) return (values) => rawOf(columns, values)
  const has = Object.fromEntries(LATER.map((name) => [name, columns.present.includes(C[name])]))
  return (v) => {
    const raw: Raw = {
      guid: rawValue(v[0]!),
      text: rawValue(v[1]!),
      attributedBody: rawValue(v[2]!),
      handle_id: rawValue(v[3]!),
      subject: rawValue(v[4]!),
      service: rawValue(v[5]!),
      account: rawValue(v[6]!),
      date: rawValue(v[7]!),
      date_read: rawValue(v[8]!),
      date_delivered: rawValue(v[9]!),
      is_from_me: rawValue(v[10]!),
      error: rawValue(v[11]!),
      item_type: rawValue(v[12]!),
      group_title: rawValue(v[13]!),
    }
    if (has.destination_caller_id) raw.destination_caller_id = rawValue(v[14]!)
    if (has.associated_message_guid) raw.associated_message_guid = rawValue(v[15]!)
    if (has.associated_message_type) raw.associated_message_type = rawValue(v[16]!)
    if (has.thread_originator_guid) raw.thread_originator_guid = rawValue(v[17]!)
    if (has.date_edited) raw.date_edited = rawValue(v[18]!)
    if (has.date_retracted) raw.date_retracted = rawValue(v[19]!)
    if (has.associated_message_emoji) raw.associated_message_emoji = rawValue(v[20]!)
    return raw
  }
}
