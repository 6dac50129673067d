// The server's front door, light enough for a command line that only wants its sentences: the desk is loaded when it starts.

import type { startDesk as Start } from './start-desk.ts'

/** Opens a workspace, or makes it, and answers for it. Refusals: those of openWorkspace, openAccess and listenAt. */
export const startDesk: typeof Start = async (request) => (await import('./start-desk.ts')).startDesk(request)
