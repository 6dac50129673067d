// NSKeyedArchiver: a property list whose `$objects` refer to one another. Foundation's own classes become plain values;
// any other object keeps its class and its fields. Cycles are normal here (children name their parents) and are marked.

import { type IssueList, issue, makeIssueList } from '../errors.ts'
import type { Reading } from '../reading.ts'
import {
  isArray,
  isDict,
  isKind,
  type PlistArray,
  type PlistDate,
  type PlistDict,
  type PlistUnread,
  type PlistValue,
} from './value.ts'

export type ArchivedValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PlistDate
  | PlistUnread
  | ArchivedObject
  | ArchivedCycle
  | ArchivedSet
  | ArchivedArray
  | ArchivedDict

export interface ArchivedArray extends ReadonlyArray<ArchivedValue> {}
/** A dictionary whose keys are all text. One with other keys is an ArchivedObject with `NS.keys` and `NS.objects`. */
export interface ArchivedDict extends ReadonlyMap<string, ArchivedValue> {}

export interface ArchivedSet {
  readonly kind: 'set'
  readonly items: readonly ArchivedValue[]
}

/** An object of a class that is not decoded here, such as MBFile. */
export interface ArchivedObject {
  readonly kind: 'object'
  readonly className: string
  readonly fields: ReadonlyMap<string, ArchivedValue>
}

/** An object met inside itself: its number in `$objects`. */
export interface ArchivedCycle {
  readonly kind: 'cycle'
  readonly uid: number
}

const MAX_DEPTH = 200
/** Values that walking the whole may meet, shared ones counted each time. */
const MAX_WALK = 1_000_000

/**
 * The objects `$top` names, by name: usually one, `root`.
 *
 * @returns null where the property list is no keyed archive
 * @issues  E_ARCHIVE_NONE, E_ARCHIVE_REFERENCE, E_ARCHIVE_CLASS, E_ARCHIVE_DEPTH, E_ARCHIVE_SHARING
 * @source  checked on MBFile of iOS backups and on archives written by Foundation
 */
export function unarchive(plist: PlistValue): Reading<ReadonlyMap<string, ArchivedValue> | null> {
  const objects = isDict(plist) ? plist.get('$objects') : undefined
  const top = isDict(plist) ? plist.get('$top') : undefined
  if (!isArray(objects) || !isDict(top)) return { value: null, issues: [issue('E_ARCHIVE_NONE')] }
  const archive: Archive = {
    objects,
    done: new Map(),
    open: new Set(),
    issues: makeIssueList(),
  }
  const roots = new Map([...top].map(([name, value]) => [name, resolve(archive, value, 0).value]))
  return { value: roots, issues: archive.issues.all() }
}

/** A value and how many values walking it meets. */
interface Resolved {
  readonly value: ArchivedValue
  readonly walk: number
}

interface Archive {
  readonly objects: PlistArray
  readonly done: Map<number, Resolved>
  readonly open: Set<number>
  readonly issues: IssueList
}

const single = (value: ArchivedValue): Resolved => ({ value, walk: 1 })

function unread(
  archive: Archive,
  code: 'E_ARCHIVE_REFERENCE' | 'E_ARCHIVE_DEPTH' | 'E_ARCHIVE_SHARING',
  uid: number,
) {
  archive.issues.push(issue(code, undefined, { uid }))
  return single({ kind: 'unread', code, offset: uid })
}

/** A value as it stands in the archive → its meaning; a UID is followed. */
function resolve(archive: Archive, value: PlistValue, depth: number): Resolved {
  if (isKind(value, 'uid')) return follow(archive, value.uid, depth)
  if (isArray(value)) return many(archive, value, depth, (items) => items)
  if (isKind(value, 'set')) return many(archive, value.items, depth, (items) => ({ kind: 'set', items }))
  if (isDict(value)) return fieldsOf(archive, value, depth, (fields) => fields)
  return single(value)
}

function follow(archive: Archive, uid: number, depth: number): Resolved {
  const known = archive.done.get(uid)
  if (known) return known
  const stored = archive.objects[uid]
  if (stored === undefined) return unread(archive, 'E_ARCHIVE_REFERENCE', uid)
  // The first object is the text `$null`, and stands for nil.
  if (stored === '$null') return single(null)
  if (archive.open.has(uid)) return single({ kind: 'cycle', uid })
  if (depth > MAX_DEPTH) return unread(archive, 'E_ARCHIVE_DEPTH', uid)
  archive.open.add(uid)
  let result = isDict(stored) ? objectOf(archive, stored, depth + 1) : resolve(archive, stored, depth + 1)
  if (result.walk > MAX_WALK) result = unread(archive, 'E_ARCHIVE_SHARING', uid)
  archive.open.delete(uid)
  archive.done.set(uid, result)
  return result
}

function objectOf(archive: Archive, stored: PlistDict, depth: number): Resolved {
  const names = classNames(archive, stored)
  const className = names[0] ?? ''
  const inherits = (name: string) => names.includes(name)
  const items = stored.get('NS.objects')
  const keys = stored.get('NS.keys')
  const text = stored.get('NS.string')
  const data = stored.get('NS.data') ?? stored.get('NS.bytes')
  const time = stored.get('NS.time')
  if (inherits('NSDictionary') && isArray(items) && isArray(keys))
    return dictionaryOf(archive, { keys, items, className }, depth)
  if ((inherits('NSArray') || inherits('NSOrderedSet')) && isArray(items))
    return many(archive, items, depth, (list) => list)
  if (inherits('NSSet') && isArray(items))
    return many(archive, items, depth, (list) => ({ kind: 'set', items: list }))
  if (inherits('NSString') && text !== undefined) return resolve(archive, text, depth)
  if (inherits('NSData') && data !== undefined) return resolve(archive, data, depth)
  if (inherits('NSDate') && typeof time === 'number') return single({ kind: 'date', macSeconds: time })
  return fieldsOf(archive, stored, depth, (fields) => ({ kind: 'object', className, fields }))
}

/** The class and its parents, nearest first. An object without a readable class has none, and an issue. */
function classNames(archive: Archive, stored: PlistDict): readonly string[] {
  const reference = stored.get('$class')
  const described = isKind(reference, 'uid') ? archive.objects[reference.uid] : undefined
  const name = isDict(described) ? described.get('$classname') : undefined
  const chain = isDict(described) ? described.get('$classes') : undefined
  if (typeof name !== 'string') {
    archive.issues.push(issue('E_ARCHIVE_CLASS'))
    return []
  }
  const parents = isArray(chain) ? chain.filter((item): item is string => typeof item === 'string') : []
  return parents[0] === name ? parents : [name, ...parents]
}

function many(
  archive: Archive,
  items: readonly PlistValue[],
  depth: number,
  make: (items: readonly ArchivedValue[]) => ArchivedValue,
): Resolved {
  const resolved = items.map((item) => resolve(archive, item, depth + 1))
  return { value: make(resolved.map((item) => item.value)), walk: walkOf(resolved) }
}

function fieldsOf(
  archive: Archive,
  stored: PlistDict,
  depth: number,
  make: (fields: Map<string, ArchivedValue>) => ArchivedValue,
): Resolved {
  const resolved = [...stored]
    .filter(([name, value]) => name !== '$class' || !isKind(value, 'uid'))
    .map(([name, value]) => [name, resolve(archive, value, depth + 1)] as const)
  return {
    value: make(new Map(resolved.map(([name, item]) => [name, item.value]))),
    walk: walkOf(resolved.map(([, item]) => item)),
  }
}

function dictionaryOf(
  archive: Archive,
  { keys, items, className }: { keys: PlistArray; items: PlistArray; className: string },
  depth: number,
): Resolved {
  const names = keys.map((key) => resolve(archive, key, depth + 1))
  const values = items.map((item) => resolve(archive, item, depth + 1))
  const walk = walkOf(names) + walkOf(values)
  const texts = names.map((name) => name.value).filter((name) => typeof name === 'string')
  if (texts.length === keys.length && keys.length === items.length && new Set(texts).size === texts.length)
    return { value: new Map(texts.map((text, i) => [text, values[i]!.value])), walk }
  const fields = new Map<string, ArchivedValue>([
    ['NS.keys', names.map((name) => name.value)],
    ['NS.objects', values.map((item) => item.value)],
  ])
  return { value: { kind: 'object', className, fields }, walk }
}

const walkOf = (items: readonly Resolved[]): number => items.reduce((sum, item) => sum + item.walk, 1)
