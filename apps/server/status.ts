// Which HTTP status a refusal has. The code says what happened; the status only helps what stands between.

import type { Refusal } from '@manumit/base'
import type { RefusalBody } from '@manumit/contract'

const BY_CODE: Readonly<Record<string, number>> = {
  E_INPUT: 400,
  E_CURSOR: 400,
  E_QUERY_EMPTY: 400,
  E_PASSWORD_WEAK: 400,
  E_SIGNED_OUT: 401,
  E_SIGN_IN: 401,
  E_PASSKEY_REFUSED: 401,
  E_ORIGIN: 403,
  E_NOT_PERMITTED: 403,
  E_NOT_SHOWN: 403,
  E_APPROVAL_OWN: 403,
  E_NOT_FOUND: 404,
  E_FILE_ABSENT: 404,
  E_TOO_LARGE: 413,
  E_TOO_MANY_REQUESTS: 429,
  E_FAULT: 500,
  E_DISK_FULL: 500,
  E_NO_ROOM: 500,
  E_WORKSPACE_UNWRITABLE: 500,
  E_WORKSPACE_BROKEN: 500,
}

/** What is not there is 404, whatever it is; all else that cannot be granted stands against how things are: 409. */
export const statusOf = ({ code }: Refusal): number =>
  BY_CODE[code] ?? (code.endsWith('_UNKNOWN') ? 404 : 409)

export const refusalBody = ({ code, data = {} }: Refusal): RefusalBody => ({ code, data })
