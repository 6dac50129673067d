// The desk of a workspace's folder, listening: opened, or made where it is not there, and closed in order.

import { randomBytes, randomUUID } from 'node:crypto'
import { ok, type Result, type Utc } from '@manumit/base'
import { openWorkspace } from '@manumit/store'
import { createDesk } from './create-desk.ts'
import type { DeskPowers } from './desk-context.ts'
import type { StartLink } from './links.ts'
import { type Endpoint, listenAt, originOf } from './listen.ts'

export interface DeskRequest {
  readonly folder: string
  /** What a workspace that is not there yet shall be called; absent: it has to be there. */
  readonly create?: string
  readonly endpoint: Endpoint
  readonly consoleFolder: string | null
  /** Who runs the program, as the log names them. */
  readonly actor: string
  readonly log: DeskPowers['log']
}

export interface StartedDesk {
  readonly origin: string
  readonly link: StartLink | null
  /** Takes no more calls, lets jobs come to a safe point, closes the workspace. */
  close(): Promise<void>
}

/** Refusals: those of openWorkspace, openAccess and listenAt. */
export async function startDesk(request: DeskRequest): Promise<Result<StartedDesk>> {
  const { folder, create, endpoint, consoleFolder, actor, log } = request
  const origin = originOf(endpoint)
  if (!origin.ok) return origin
  const now = (): Utc => (Date.now() * 1000) as Utc
  const powers = { now, actor, randomId: randomUUID }
  const found = await openWorkspace({ folder, expect: 'case', powers })
  const opened =
    !found.ok && found.error.code === 'E_WORKSPACE_ABSENT' && create !== undefined
      ? await openWorkspace({ folder, create: { kind: 'case', name: create }, powers })
      : found
  if (!opened.ok) return opened
  const workspace = opened.value
  const desk = createDesk({
    workspace,
    folder,
    origin: origin.value,
    consoleFolder,
    powers: { now, randomBytes: (length) => randomBytes(length), randomId: randomUUID, log },
  })
  if (!desk.ok) {
    await workspace.close()
    return desk
  }
  const closeDesk = async (): Promise<void> => {
    await desk.value.close()
    await workspace.close()
  }
  const listening = await listenAt(endpoint, desk.value.fetch)
  if (!listening.ok) {
    await closeDesk()
    return listening
  }
  return ok({
    origin: origin.value,
    link: await desk.value.links.start(),
    async close() {
      await listening.value.close()
      await closeDesk()
    },
  })
}
