// Run by the release's test inside a namespace without a network, on the archive's own Node: starts the desk, looks at its
// first page and at what that page loads, stops it, and prints what it saw as JSON. Usage: desk-probe.ts <launcher> <port>

import { spawn } from 'node:child_process'

const [launcher = '', port = ''] = process.argv.slice(2)
const desk = spawn(launcher, ['start', '--no-open', '--port', port], { stdio: ['ignore', 'pipe', 'inherit'] })
const ended = new Promise<number | null>((resolve) => desk.once('exit', resolve))

let printed = ''
const link = await new Promise<string | null>((resolve) => {
  desk.stdout.on('data', (bytes: Buffer) => {
    printed += bytes.toString()
    const found = /http:\/\/\S+#\S+/.exec(printed)
    if (found) resolve(found[0])
  })
  ended.then(() => resolve(null))
})
const origin = link === null ? null : new URL(link).origin
const page = origin === null ? null : await fetch(origin)
const html = (await page?.text()) ?? ''
const script = /<script[^>]* src="([^"]+)"/.exec(html)?.[1]
const loaded = script === undefined ? null : await fetch(new URL(script, origin!))
const code = (await loaded?.text()) ?? ''
desk.kill('SIGTERM')
console.log(
  JSON.stringify({
    hasLink: link !== null,
    page: page?.status ?? null,
    policy: page?.headers.get('content-security-policy') ?? null,
    script: loaded?.status ?? null,
    scriptBytes: code.length,
    exit: await ended,
  }),
)
