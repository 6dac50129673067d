// A request's body, never more of it than is taken: what is too long is refused before it is held.

import { ok, type Result, refuse } from '@manumit/base'

/** Refuses E_TOO_LARGE. */
export async function bodyOf(request: Request, most: number): Promise<Result<Uint8Array<ArrayBuffer>>> {
  if (Number(request.headers.get('content-length') ?? 0) > most) return refuse('E_TOO_LARGE', { most })
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of request.body ?? []) {
    length += piece.length
    if (length > most) return refuse('E_TOO_LARGE', { most })
    pieces.push(piece)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return ok(bytes)
}
