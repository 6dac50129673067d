// A desk over an invented workspace, asked as a browser would ask it: for tests of this folder. No port, no network.

import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Utc } from '@manumit/base'
import { linkToken, type OutputOf, type Role, type RouteId } from '@manumit/contract'
import { openWorkspace, type Workspace } from '@manumit/store'
import { createDesk, type Desk, type DeskOptions } from './create-desk.ts'
import type { JobRunner } from './job-thread.ts'
import { runJob } from './run-job.ts'

export const ORIGIN = 'http://localhost:7377'
export const PASSWORD = 'seven blue teapots on a bridge'

export interface Reply {
  readonly status: number
  readonly body: unknown
  readonly headers: Headers
}

/** Somebody with a browser: a cookie jar, and the token of their session. */
export interface Browser {
  /** Headers are those a page of ours sends; `more` adds to them, or with null takes away. */
  call(id: string, input: unknown, more?: Readonly<Record<string, string | null>>): Promise<Reply>
  /** A call that has to succeed. */
  must<Id extends RouteId>(id: Id, input: unknown): Promise<OutputOf<Id>>
  fetch(path: string, init?: RequestInit, more?: Readonly<Record<string, string | null>>): Promise<Response>
  cookie: string
  csrf: string
}

export interface TestDesk {
  readonly desk: Desk
  readonly workspace: Workspace
  readonly folder: string
  /** Each line of the server's own log. */
  readonly log: string[]
  /** What the clock shows; tests move it. */
  readonly clock: { micros: number }
  browser(): Browser
  /** A browser that is signed in, with an account of this role. */
  as(role: Role, name?: string): Promise<Browser>
  /** Stops the desk and opens it again over the same files. */
  restart(): Promise<void>
  close(): Promise<void>
}

export async function openTestDesk(options: Partial<DeskOptions> = {}): Promise<TestDesk> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'manumit-desk-'))
  const log: string[] = []
  const clock = { micros: Date.now() * 1000 }
  const now = (): Utc => clock.micros as Utc
  const opened = await openWorkspace({
    folder,
    create: { kind: 'case', name: 'Test' },
    powers: { now, actor: 'test', randomId: randomUUID },
  })
  if (!opened.ok) throw new Error(opened.error.code)
  const workspace = opened.value
  const make = (): Desk => {
    const made = createDesk({
      workspace,
      folder,
      origin: ORIGIN,
      consoleFolder: null,
      checkOutput: true,
      powers: {
        now,
        randomBytes: (length) => randomBytes(length),
        randomId: randomUUID,
        log: (event, data) => void log.push(`${event} ${JSON.stringify(data)}`),
      },
      ...options,
    })
    if (!made.ok) throw new Error(made.error.code)
    return made.value
  }
  let desk = make()
  const browser = (): Browser => makeBrowser((request) => desk.fetch(request))
  const test: TestDesk = {
    get desk() {
      return desk
    },
    workspace,
    folder,
    log,
    clock,
    browser,
    async as(role, name = `the ${role}`) {
      const owner = await ownerOf(test)
      if (name === 'the owner') return owner
      const { link } = await owner.must('accounts.invite', { role })
      const someone = browser()
      await claim(someone, { token: tokenOf(link), name })
      return someone
    },
    async restart() {
      await desk.close()
      desk = make()
    },
    async close() {
      await desk.close()
      await workspace.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return test
}

/** Jobs in the test's own thread: a thread of their own takes seconds to load. */
export const runHere =
  (workspaceOf: () => Workspace): JobRunner =>
  ({ folder, task, filesFolder, actor, signal, onStep }) =>
    runJob({
      workspace: workspaceOf().asActor(actor),
      folder,
      task,
      filesFolder,
      actor,
      now: () => (Date.now() * 1000) as Utc,
      signal,
      onStep,
    })

export const tokenOf = (address: string): string => linkToken(address) ?? ''

/** Claims a link with the password all of these tests use. */
export async function claim(
  browser: Browser,
  { token, name }: { readonly token: string; readonly name: string },
): Promise<string> {
  const { recoveryCode } = await browser.must('session.claim', {
    token,
    name,
    by: { kind: 'password', password: PASSWORD },
  })
  return recoveryCode
}

/** By the password all of these tests use: sessions end with the desk. */
export const signIn = (browser: Browser, name: string) =>
  browser.must('session.signIn', { name, by: { kind: 'password', password: PASSWORD } })

/** The owner, whom the first call makes and later ones sign in by the start's link. */
async function ownerOf(test: TestDesk): Promise<Browser> {
  const link = await test.desk.links.start()
  if (!link) throw new Error('there is no owner')
  const owner = test.browser()
  const token = tokenOf(link.address)
  if (link.purpose === 'owner') await claim(owner, { token, name: 'the owner' })
  else {
    await owner.must('session.signIn', { name: link.account ?? '', by: { kind: 'link', token } })
  }
  return owner
}

function makeBrowser(send: (request: Request) => Promise<Response>): Browser {
  const browser: Browser = {
    cookie: '',
    csrf: '',
    async fetch(path, init = {}, more = {}) {
      const headers = new Headers(init.headers)
      const isRead = (init.method ?? 'GET') === 'GET'
      const ours: Record<string, string | null> = {
        'sec-fetch-site': 'same-origin',
        origin: isRead ? null : ORIGIN,
        'x-manumit-csrf': browser.csrf || null,
        cookie: browser.cookie || null,
        ...more,
      }
      for (const [name, value] of Object.entries(ours)) if (value !== null) headers.set(name, value)
      const response = await send(new Request(`${ORIGIN}${path}`, { ...init, headers }))
      const set = response.headers.get('set-cookie')
      if (set) browser.cookie = set.split(';')[0] ?? ''
      browser.csrf = response.headers.get('x-manumit-csrf') ?? browser.csrf
      return response
    },
    async call(id, input, more = {}) {
      const response = await browser.fetch(
        `/api/${id}`,
        { method: 'POST', body: JSON.stringify(input), headers: { 'content-type': 'application/json' } },
        more,
      )
      return { status: response.status, body: await response.json(), headers: response.headers }
    },
    async must(id, input) {
      const { status, body } = await browser.call(id, input)
      if (status !== 200) throw new Error(`${id}: ${status} ${JSON.stringify(body)}`)
      return body as OutputOf<typeof id>
    },
  }
  return browser
}
