// The program of the thread that computes an MD5 beside the other digests.

import { createHash } from 'node:crypto'
import { workerData } from 'node:worker_threads'
import { type Md5Ring, takePieces } from './md5-ring.ts'

const md5 = createHash('md5')
takePieces(workerData as Md5Ring, { update: (piece) => md5.update(piece), digest: () => md5.digest() })
