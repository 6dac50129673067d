// The session's other half. The cookie goes to each port of this host, whoever listens there; this goes where our own pages send
// it. It lies in the storage of this origin, port and all, so that each tab has it; it ends with the session and with the desk.

const HEADER = 'x-manumit-csrf'
const KEPT_AS = 'manumit.session'

export type SessionStorage = Pick<Storage, 'getItem' | 'setItem'>

/** Headers of a call, with the session's other half where there is one. */
export function sessionHeaders(storage: SessionStorage): Readonly<Record<string, string>> {
  const key = storage.getItem(KEPT_AS)
  return key === null ? {} : { [HEADER]: key }
}

/** Keeps the other half of a session that an answer has opened. */
export function keepSession(response: Response, storage: SessionStorage): void {
  const key = response.headers.get(HEADER)
  if (key !== null) storage.setItem(KEPT_AS, key)
}
