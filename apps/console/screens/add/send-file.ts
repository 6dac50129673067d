// Sends a file in pieces and goes on where an earlier try stopped: the desk says where an upload of the same name, size and
// time of modification stands. Powers are arguments, so that a line that breaks can be tested. It never throws.

import type { Refusal, Result } from '@manumit/base'
import type { OutputOf } from '@manumit/contract'
import { UNREACHABLE } from '../../client.ts'

/** As much of a File as is used. */
export interface FileBytes {
  readonly name: string
  readonly size: number
  slice(start: number, end: number): Blob
}

export interface SendingPowers {
  begin(file: FileBytes): Promise<Result<OutputOf<'uploads.begin'>>>
  /** PUTs bytes that begin at `offset`; gives how many the desk has then. */
  put(uploadId: string, offset: number, bytes: Blob): Promise<Result<number>>
  wait(milliseconds: number): Promise<void>
  told(progress: { readonly received: number; readonly sizeBytes: number }): void
}

/** Waits between tries when the desk does not answer, in milliseconds; after the last it gives up. */
const WAITS = [500, 1000, 2000, 4000, 8000, 15_000]

/** @returns id of the complete upload. Refusals of the desk pass through; `stopped` when `signal` was raised. */
export async function sendFile(
  file: FileBytes,
  powers: SendingPowers,
  signal: AbortSignal,
): Promise<Result<string>> {
  const begun = await patiently(() => powers.begin(file), powers, signal)
  if (!begun.ok) return begun
  const { uploadId, chunkBytes } = begun.value
  let received = begun.value.received
  powers.told({ received, sizeBytes: file.size })
  while (received < file.size) {
    if (signal.aborted) return stopped
    const offset = received
    const piece = file.slice(offset, Math.min(offset + Math.max(chunkBytes, 1), file.size))
    const put = await patiently(() => powers.put(uploadId, offset, piece), powers, signal)
    const stands =
      put.ok || put.error.code !== 'E_UPLOAD_OFFSET' ? put : await whereItStands(file, powers, signal)
    if (!stands.ok) return stands
    // A desk that takes bytes and stands still would be asked for ever.
    if (stands.value <= offset && put.ok)
      return {
        ok: false,
        error: { code: 'E_UPLOAD_OFFSET', data: { found: offset, expected: stands.value } },
      }
    received = stands.value
    powers.told({ received, sizeBytes: file.size })
  }
  return { ok: true, value: uploadId }
}

/** An answer that was lost on its way back leaves the desk farther than we know. */
async function whereItStands(
  file: FileBytes,
  powers: SendingPowers,
  signal: AbortSignal,
): Promise<Result<number>> {
  const begun = await patiently(() => powers.begin(file), powers, signal)
  return begun.ok ? { ok: true, value: begun.value.received } : begun
}

async function patiently<T>(
  ask: () => Promise<Result<T>>,
  powers: SendingPowers,
  signal: AbortSignal,
): Promise<Result<T>> {
  for (const wait of WAITS) {
    if (signal.aborted) return stopped
    const result = await ask()
    if (result.ok || result.error.code !== UNREACHABLE) return result
    await powers.wait(wait)
  }
  return signal.aborted ? stopped : ask()
}

export const STOPPED = 'stopped'
const stopped: { readonly ok: false; readonly error: Refusal } = { ok: false, error: { code: STOPPED } }
