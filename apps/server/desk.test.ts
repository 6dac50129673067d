import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileRoutes, routes } from '@manumit/contract'
import { afterEach, describe, expect, it } from 'vitest'
import { ORIGIN, openTestDesk, type TestDesk } from './desk-fixture.ts'
import { listenAt, originOf } from './listen.ts'
import { cookieName } from './visitor.ts'

let test: TestDesk | null = null
afterEach(async () => {
  await test?.close()
  test = null
})

describe('the OpenAPI document', () => {
  it('lists each route with its schemas, permission and refusals', async () => {
    test = await openTestDesk()
    const response = await test.browser().fetch('/api/openapi.json', {}, { 'sec-fetch-site': 'none' })
    const document = (await response.json()) as {
      openapi: string
      paths: Record<
        string,
        Record<string, { operationId: string; responses: object; 'x-manumit-permission': string }>
      >
    }
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths).sort()).toEqual(
      [
        ...routes.map(({ id }) => `/api/${id}`),
        ...Object.values(fileRoutes).map(({ path }) => path.replace(/:(\w+)/g, '{$1}')),
      ].sort(),
    )
    for (const { id, permission } of routes) {
      const operation = document.paths[`/api/${id}`]?.post
      expect(operation).toMatchObject({ operationId: id, 'x-manumit-permission': permission })
      expect(operation?.responses).toMatchObject({ 200: {}, 400: {}, 401: {}, 403: {} })
    }
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
      ([, target]) => target,
    )
    expect([...new Set(references)]).toEqual(['#/components/schemas/Refusal'])
  })
})

describe('the console’s files', () => {
  it('are served with their types, screens by index.html, and nothing outside', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'manumit-console-'))
    mkdirSync(join(folder, 'assets'))
    writeFileSync(join(folder, 'index.html'), '<!doctype html>')
    writeFileSync(join(folder, 'assets', 'index-abc.js'), 'export {}')
    writeFileSync(join(folder, '..', 'outside.js'), '')
    test = await openTestDesk({ consoleFolder: folder })
    const get = (path: string) => test!.browser().fetch(path, {}, { 'sec-fetch-site': 'none' })
    for (const path of ['/', '/timeline', '/enter', '/records/5']) {
      const response = await get(path)
      expect([response.status, response.headers.get('content-type')]).toEqual([
        200,
        'text/html; charset=utf-8',
      ])
      expect(response.headers.get('cache-control')).toBe('no-cache')
      expect(response.headers.get('content-security-policy')).toContain("script-src 'self'")
    }
    const script = await get('/assets/index-abc.js')
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(script.headers.get('cache-control')).toContain('immutable')
    for (const path of [
      '/outside.js',
      '/..%2foutside.js',
      '/assets/%2e%2e/index.htm',
      '/none.js',
      '/api/none',
    ])
      expect((await get(path)).status, path).toBeGreaterThanOrEqual(403)
    rmSync(folder, { recursive: true })
    rmSync(join(tmpdir(), 'outside.js'))
  })

  it('that were never built are a sentence', async () => {
    test = await openTestDesk()
    const response = await test.browser().fetch('/', {}, { 'sec-fetch-site': 'none' })
    expect([response.status, await response.text()]).toEqual([503, expect.stringContaining('npm start')])
  })
})

describe('listening', () => {
  const fetch = async (): Promise<Response> => new Response('here')
  const tls = { certPath: '/none', keyPath: '/none' }

  it.each([
    [{ host: 'localhost', port: 7377 }, ORIGIN],
    [{ host: 'localhost', port: 7377, listen: '127.0.0.1' }, ORIGIN],
    [{ host: 'localhost', port: 7377, tls }, 'https://localhost:7377'],
    [{ host: 'desk.example.org', port: 443, listen: '0.0.0.0', tls }, 'https://desk.example.org'],
    [{ host: 'localhost', port: 7377, listen: '0.0.0.0' }, 'E_TLS_REQUIRED'],
    [{ host: 'localhost', port: 7377, listen: '192.0.2.1' }, 'E_TLS_REQUIRED'],
    [{ host: 'desk.example.org', port: 7377 }, 'E_TLS_REQUIRED'],
    [{ host: 'localhost', port: 7377, listen: '0.0.0.0', tls }, 'E_TLS_HOST'],
    [{ host: '192.0.2.1', port: 7377, listen: '0.0.0.0', tls }, 'E_TLS_HOST'],
  ])('%j: %s', (endpoint, expected) => {
    const origin = originOf(endpoint)
    expect(origin.ok ? origin.value : origin.error.code).toBe(expected)
  })

  it('takes both loopback addresses, or says that one is taken', async () => {
    const port = 17_377 + (process.pid % 1000)
    const first = await listenAt({ host: 'localhost', port }, fetch)
    if (!first.ok) throw new Error(first.error.code)
    expect(await (await globalThis.fetch(`http://127.0.0.1:${port}/`)).text()).toBe('here')
    expect(await listenAt({ host: 'localhost', port }, fetch)).toMatchObject({
      ok: false,
      error: { code: 'E_PORT_BUSY', data: { port } },
    })
    await first.value.close()
    const other = await listenAt({ host: 'localhost', port, listen: '127.0.0.1' }, fetch)
    expect(other.ok).toBe(true)
    if (other.ok) await other.value.close()
    expect(await listenAt({ host: 'localhost', port, tls }, fetch)).toMatchObject({
      error: { code: 'E_TLS_FILES', data: { reason: 'ENOENT' } },
    })
  })

  it('names cookies by port, and binds them to the host with TLS', () => {
    expect(cookieName('http://localhost:7377')).toBe('manumit-7377')
    expect(cookieName('https://desk.example.org')).toBe('__Host-manumit-443')
  })
})
