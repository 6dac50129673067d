// Started by casework's link-records.test.ts, to be killed: links what a workspace has pending, and says so when it begins.

import { randomUUID } from 'node:crypto'
import type { Utc } from '@manumit/base'
import { linkPending } from '@manumit/casework'
import { openWorkspace } from '@manumit/store'

const powers = { now: () => 0 as Utc, actor: 'kill test', randomId: randomUUID }
const opened = await openWorkspace({ folder: process.argv[2]!, powers })
if (!opened.ok) throw new Error(opened.error.code)
process.stdout.write('linking\n')
const linked = await linkPending(opened.value)
if (!linked.ok) throw new Error(linked.error.code)
await opened.value.close()
