// A folder that only its owner may open.

import { chmodSync, mkdirSync } from 'node:fs'

/** Makes the folder where it is not there, mode 0700. @returns its path */
export function privateFolder(path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  chmodSync(path, 0o700)
  return path
}
