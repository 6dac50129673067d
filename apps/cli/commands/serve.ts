import { ok, refuse } from '@manumit/base'
import { startDesk } from '@manumit/server'
import { builtConsole } from '../built-console.ts'
import { defineCommand, flagValue, type Option, textValue, type Values } from '../command.ts'
import { openInBrowser } from '../open-browser.ts'
import { shown } from '../terminal.ts'

export const DEFAULT_PORT = 7377

export const SERVE_OPTIONS: readonly Option[] = [
  { name: 'port', value: 'number', default: String(DEFAULT_PORT), summary: 'where it answers' },
  { name: 'no-open', summary: 'do not open the sign-in link in a browser' },
  {
    name: 'host',
    value: 'name',
    default: 'localhost',
    summary: 'name of this machine in the address; another one needs TLS',
  },
  { name: 'listen', value: 'address', summary: 'address to listen at; beyond this machine it needs TLS' },
  { name: 'tls-cert', value: 'file', summary: 'certificate, PEM' },
  { name: 'tls-key', value: 'file', summary: 'its key, PEM' },
]

export const serve = defineCommand({
  name: 'serve',
  topic: 'Looking',
  summary: 'Open the workspace in a browser on this machine: prints a link that lets one person in, once.',
  options: SERVE_OPTIONS,
  examples: [
    { run: 'manumit serve --workspace river', does: 'answers at http://localhost:7377 until Ctrl-C' },
    {
      run: 'manumit serve --host desk.example.org --listen 0.0.0.0 --tls-cert cert.pem --tls-key key.pem',
      does: 'answers colleagues on the network, with TLS',
    },
  ],
  async run(values, { terminal, workspaces, env, json, signal }) {
    const endpoint = endpointOf(values)
    if (endpoint === null)
      return refuse('E_NUMBER_TEXT', { option: 'port', text: textValue(values, 'port') ?? '' })
    if ((textValue(values, 'tls-cert') === undefined) !== (textValue(values, 'tls-key') === undefined))
      return refuse('E_TLS_FILES', { reason: 'one was given, and it takes both' })
    const consoleFolder = await builtConsole((text) => terminal.note(text))
    const started = await startDesk({
      folder: workspaces.folder,
      create: workspaces.name,
      endpoint,
      consoleFolder,
      actor: workspaces.actor,
      log: (event, data) => terminal.note(shown(`${event} ${JSON.stringify(data)}`)),
    })
    if (!started.ok) return started
    const { origin, link, close } = started.value
    if (json) await terminal.object({ origin, link: link?.address ?? null, purpose: link?.purpose ?? null })
    else for (const line of welcome(origin, link)) await terminal.line(line)
    const closeBrowserPage =
      link && !flagValue(values, 'no-open')
        ? openInBrowser(link.address, { folder: workspaces.folder, env })
        : () => {}
    await untilAborted(signal)
    closeBrowserPage()
    terminal.note('Closing; work under way stops at a safe point.')
    await close()
    return ok(0)
  },
})

interface Link {
  readonly address: string
  readonly purpose: 'owner' | 'sign-in'
  readonly account: string | null
}

function welcome(origin: string, link: Link | null): string[] {
  const how =
    link?.purpose === 'owner'
      ? 'This link makes the owner’s account. It works once, for ten minutes:'
      : `This link signs ${shown(link?.account ?? '')} in. It works once, for ten minutes:`
  return [
    `Manumit answers at ${origin} until Ctrl-C.`,
    ...(link ? [how, '', `  ${link.address}`, ''] : ['No active owner is left; sign in there.']),
    'The workspace is not encrypted on disk yet: not for real cases.',
  ]
}

function endpointOf(values: Values) {
  const text = textValue(values, 'port') ?? ''
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) return null
  const [listen, certPath, keyPath] = ['listen', 'tls-cert', 'tls-key'].map((name) => textValue(values, name))
  return {
    host: textValue(values, 'host') ?? 'localhost',
    port,
    ...(listen !== undefined && { listen }),
    ...(certPath !== undefined && keyPath !== undefined && { tls: { certPath, keyPath } }),
  }
}

const untilAborted = (signal: AbortSignal): Promise<void> =>
  signal.aborted
    ? Promise.resolve()
    : new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
