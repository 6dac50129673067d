// The program of the thread that looks up a record's bytes: evidence may have to be inflated and is hashed as a whole, which
// would hold up a server.

import { parentPort, workerData } from 'node:worker_threads'
import { type LocateRequest, locateBytes } from './locate-bytes.ts'

parentPort?.postMessage(await locateBytes(workerData as LocateRequest))
