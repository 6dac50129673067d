// A route as a value. Each is a POST of JSON to /api/<id>: what is asked for stands in the body, never in an address that a
// log or a browser's history keeps. Files go another way, as files.ts says.

import type { z } from 'zod'
import type { Permission } from './permission.ts'

export interface Route<
  Id extends string = string,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  /** `domain.verb`. */
  readonly id: Id
  /** One sentence, for the document and for help. */
  readonly summary: string
  readonly permission: Permission
  readonly input: Input
  readonly output: Output
  /** Codes it may refuse with, beside those that each route has. */
  readonly refusals: readonly string[]
  /** Where a second person is required, the act waits until somebody else approves it. */
  readonly secondPerson?: true
}

/** Codes that each route may refuse with. */
export const COMMON_REFUSALS = [
  'E_INPUT',
  'E_SIGNED_OUT',
  'E_NOT_PERMITTED',
  'E_ORIGIN',
  'E_TOO_LARGE',
  'E_FAULT',
  'E_TOO_MANY_REQUESTS',
  'E_WAITS_FOR_APPROVAL',
] as const

export const defineRoute = <const Id extends string, Input extends z.ZodType, Output extends z.ZodType>(
  route: Route<Id, Input, Output>,
): Route<Id, Input, Output> => route

/** What a refused call answers, with status 400, 401, 403, 404, 409, 429 or 500. Sentences are the console's. */
export interface RefusalBody {
  readonly code: string
  readonly data: Readonly<Record<string, unknown>>
}
