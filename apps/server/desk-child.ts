// A program for tests and benches that start and kill the server: `node desk-child.ts <folder> <port>`. Prints its link.

import { startDesk } from './start-desk.ts'

const [folder = '', port = ''] = process.argv.slice(2)
const started = await startDesk({
  folder,
  create: 'Test',
  endpoint: { host: 'localhost', port: Number(port) },
  consoleFolder: null,
  actor: 'test',
  log: (event, data) => process.stderr.write(`${event} ${JSON.stringify(data)}\n`),
})
if (!started.ok) throw new Error(started.error.code)
const { link } = started.value
process.stdout.write(`${JSON.stringify({ link: link?.address, purpose: link?.purpose })}\n`)
process.once('SIGTERM', () => void started.value.close())
