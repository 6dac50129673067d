// Where the demo case lies, and whether it is whole: asked at each start, so that nothing is loaded for the answer.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { defaultWorkspaceFolder } from '@manumit/store'

export const DEMO_WORKSPACE = 'demo'

type Env = Readonly<Record<string, string | undefined>>

/** A file that the last step of making it leaves in the workspace's folder. */
export const demoMark = (env: Env): string =>
  join(defaultWorkspaceFolder({ name: DEMO_WORKSPACE, env }), 'demo-case-is-whole')

export const isDemoWhole = (env: Env): boolean => existsSync(demoMark(env))
