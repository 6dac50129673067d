// Adding evidence, scanning a folder, importing a bank: from a path on the desk's machine or as an upload, under an authority
// and within a scope. The machine keeps the form and says what is missing; a job does the work.

import type { Refusal, Result } from '@manumit/base'
import type { InputOf, JobRequest, OutputOf } from '@manumit/contract'
import { callFor, type Machine, type Step } from '../../frame/machine.ts'
import type { MessageKey } from '../../messages/message.ts'
import { utcOfInput } from '../../parts/time.ts'

export type Work = 'add' | 'scan' | 'import-bank'
type AddRequest = Extract<JobRequest, { readonly kind: 'add' }>
export type Material = Extract<JobRequest, { readonly kind: 'import-bank' }>['material']

export interface AddForm {
  readonly name: string
  readonly authority: string
  readonly holderRole: AddRequest['holderRole']
  /** Kinds that the authority permits; empty: each. */
  readonly kinds: readonly string[]
  /** Days as the browser's field writes them: 2024-03-01; empty: no bound. */
  readonly fromDay: string
  readonly toDay: string
  readonly bank: string
  readonly material: Material
}

export type Upload =
  | {
      readonly state: 'sending'
      readonly name: string
      readonly received: number
      readonly sizeBytes: number
    }
  | {
      readonly state: 'complete'
      readonly name: string
      readonly sizeBytes: number
      readonly uploadId: string
    }
  | { readonly state: 'failed'; readonly name: string; readonly sizeBytes: number; readonly refusal: Refusal }

export type Field = 'origin' | 'name' | 'bank' | 'range'

export interface AddState {
  readonly work: Work
  readonly from: 'path' | 'upload'
  readonly folder: OutputOf<'folders.list'> | null
  readonly isListing: boolean
  readonly folderRefusal: Refusal | null
  /** Path chosen in the picker or typed. */
  readonly path: string
  readonly upload: Upload | null
  readonly form: AddForm
  /** A name that a person typed is not replaced by that of another file. */
  readonly isNamed: boolean
  readonly banks: OutputOf<'case.overview'>['banks']
  /** Shown once somebody has tried to start. */
  readonly problems: Readonly<Partial<Record<Field, MessageKey>>>
  readonly isSending: boolean
  readonly refusal: Refusal | null
}

export type AddEvent =
  | { readonly is: 'overview'; readonly result: Result<OutputOf<'case.overview'>> }
  | { readonly is: 'work'; readonly work: Work }
  | { readonly is: 'from'; readonly from: AddState['from'] }
  | { readonly is: 'open-folder'; readonly path: string | null }
  | { readonly is: 'listed'; readonly result: Result<OutputOf<'folders.list'>> }
  | { readonly is: 'path'; readonly path: string }
  | { readonly is: 'form'; readonly part: Partial<AddForm> }
  | { readonly is: 'upload'; readonly upload: Upload | null }
  | { readonly is: 'submit' }
  | { readonly is: 'started'; readonly result: Result<OutputOf<'jobs.start'>> }

type AddStep = Step<AddState, AddEvent>

const EMPTY_FORM: AddForm = {
  name: '',
  authority: '',
  holderRole: 'unknown',
  kinds: [],
  fromDay: '',
  toDay: '',
  bank: '',
  material: 'demonstration',
}

export const addMachine = (): Machine<AddState, AddEvent> => ({ start: startAdd, update: updateAdd })

const startAdd = (): AddStep => [
  {
    work: 'add',
    from: 'path',
    folder: null,
    isListing: true,
    folderRefusal: null,
    path: '',
    upload: null,
    form: EMPTY_FORM,
    isNamed: false,
    banks: [],
    problems: {},
    isSending: false,
    refusal: null,
  },
  [callFor('case.overview', {}, (result): AddEvent => ({ is: 'overview', result })), listFolder(null)],
]

export function updateAdd(state: AddState, event: AddEvent): AddStep {
  switch (event.is) {
    case 'overview': {
      if (!event.result.ok) return [state, []]
      const { banks } = event.result.value
      return [{ ...state, banks, form: { ...state.form, bank: banks[0]?.name ?? '' } }, []]
    }
    case 'work':
      // A scan reads folders where they lie.
      return [
        checked({
          ...state,
          work: event.work,
          from: event.work === 'scan' ? 'path' : state.from,
          refusal: null,
        }),
        [],
      ]
    case 'from':
      return [checked({ ...state, from: event.from, refusal: null }), []]
    case 'open-folder':
      return [{ ...state, isListing: true, folderRefusal: null }, [listFolder(event.path)]]
    case 'listed':
      return event.result.ok
        ? [{ ...state, isListing: false, folder: event.result.value }, []]
        : [{ ...state, isListing: false, folderRefusal: event.result.error }, []]
    case 'path':
      return [checked(named({ ...state, path: event.path }, lastPart(event.path))), []]
    case 'form': {
      const form = { ...state.form, ...event.part }
      const isNamed = event.part.name === undefined ? state.isNamed : event.part.name !== ''
      return [checked({ ...state, form, isNamed }), []]
    }
    case 'upload':
      return [checked(named({ ...state, upload: event.upload }, event.upload?.name ?? '')), []]
    case 'submit': {
      const asked = requestOf(state)
      if (!asked.ok) return [{ ...state, problems: asked.error }, []]
      const input: InputOf<'jobs.start'> = { request: asked.value }
      return [
        { ...state, problems: {}, isSending: true, refusal: null },
        [callFor('jobs.start', input, (result): AddEvent => ({ is: 'started', result }))],
      ]
    }
    case 'started':
      return event.result.ok
        ? [{ ...state, isSending: false }, [{ do: 'go', path: '/jobs', carried: event.result.value.id }]]
        : [{ ...state, isSending: false, refusal: event.result.error }, []]
  }
}

const listFolder = (path: string | null) =>
  callFor(
    'folders.list',
    path === null ? {} : { path },
    (result): AddEvent => ({ is: 'listed', result }),
    'folder',
  )

/** Problems that were shown go as soon as they are mended; none comes up before somebody tried. */
function checked(state: AddState): AddState {
  if (Object.keys(state.problems).length === 0) return state
  const asked = requestOf(state)
  return { ...state, problems: asked.ok ? {} : asked.error }
}

const named = (state: AddState, name: string): AddState =>
  state.isNamed ? state : { ...state, form: { ...state.form, name: name.slice(0, 200) } }

/** `/home/a/backup` → `backup`; on Windows too. */
export const lastPart = (path: string): string => path.split(/[\\/]/).findLast((part) => part !== '') ?? ''

/** A folder and a name in it, joined as the folder's machine joins them. */
export function joinPath(folder: string, name: string): string {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/'
  return folder.endsWith(separator) ? folder + name : folder + separator + name
}

type Asked =
  | { readonly ok: true; readonly value: JobRequest }
  | { readonly ok: false; readonly error: AddState['problems'] }

/** What is asked for, or what is missing. */
export function requestOf(state: AddState): Asked {
  const { form, work, path } = state
  const problems: Partial<Record<Field, MessageKey>> = {}
  const origin = originOf(state)
  if (origin === null) problems.origin = state.from === 'path' ? 'add.problem.path' : 'add.problem.upload'
  if (work === 'scan' && form.bank === '') problems.bank = 'add.problem.bank'
  if (work !== 'scan' && form.name.trim() === '') problems.name = 'add.problem.name'
  const range = work === 'add' ? rangeOf(form) : {}
  if (range === null) problems.range = 'add.problem.range'
  if (origin === null || range === null || Object.keys(problems).length > 0)
    return { ok: false, error: problems }
  const name = form.name.trim()
  switch (work) {
    case 'add':
      return {
        ok: true,
        value: {
          kind: 'add',
          origin,
          name,
          authority: form.authority.trim() === '' ? null : form.authority.trim(),
          holderRole: form.holderRole,
          scope: { ...(form.kinds.length > 0 && { kinds: [...form.kinds] }), ...range },
        },
      }
    case 'scan':
      return { ok: true, value: { kind: 'scan', paths: [path.trim()], bank: form.bank } }
    case 'import-bank':
      return { ok: true, value: { kind: 'import-bank', origin, name, material: form.material } }
  }
}

function originOf({ from, path, upload }: AddState): AddRequest['origin'] | null {
  if (from === 'path') return path.trim() === '' ? null : { from: 'path', path: path.trim() }
  return upload?.state === 'complete' ? { from: 'upload', uploadId: upload.uploadId } : null
}

const DAY = 86_400_000_000

/** From the first microsecond of a day to the last of another; null where they are no days or the wrong way round. */
export function rangeOf(form: Pick<AddForm, 'fromDay' | 'toDay'>): { from?: number; to?: number } | null {
  const from = form.fromDay === '' ? undefined : utcOfInput(form.fromDay)
  const last = form.toDay === '' ? undefined : utcOfInput(form.toDay)
  if (from === null || last === null) return null
  if (from !== undefined && last !== undefined && from > last) return null
  return { ...(from !== undefined && { from }), ...(last !== undefined && { to: last + DAY - 1 }) }
}
