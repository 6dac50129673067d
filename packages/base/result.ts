// Result: a request that can be refused says so in its type. Twenty lines, no library: `if (!r.ok) return r`
// needs no dialect. Not for odd evidence (that is an Issue) and not for bugs (those throw).

export type Result<T, E = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E }

/** Why a request was not granted: a code from a table of codes, and the data its sentence needs. */
export interface Refusal {
  readonly code: string
  readonly data?: Readonly<Record<string, string | number>>
}

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value })

export const refuse = (code: string, data?: Refusal['data']): Result<never, Refusal> => ({
  ok: false,
  error: data === undefined ? { code } : { code, data },
})
