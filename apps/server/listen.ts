// Listening for HTTP: on this machine alone, or with TLS. Both loopback addresses are taken, since whoever held the other one
// would be asked by browsers that try it first.

import { readFileSync } from 'node:fs'
import { createServer as createHttp, type Server } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { createAdaptorServer } from '@hono/node-server'
import { ok, type Result, refuse } from '@manumit/base'

const LOOPBACK = ['127.0.0.1', '::1'] as const
/** A browser that sends headers slower than this is none. */
const HEADERS_TIMEOUT_MS = 20_000

export interface Endpoint {
  /** Name of this machine in the address. */
  readonly host: string
  readonly port: number
  /** Address to listen at; absent: this machine alone. */
  readonly listen?: string
  readonly tls?: { readonly certPath: string; readonly keyPath: string }
}

export interface Listening {
  readonly origin: string
  close(): Promise<void>
}

/** Its origin, before anything listens. Refuses E_TLS_REQUIRED and E_TLS_HOST for what would be open to a network. */
export function originOf({ host, port, listen, tls }: Endpoint): Result<string> {
  const isOurs =
    host === 'localhost' && (listen === undefined || LOOPBACK.some((address) => address === listen))
  if (!isOurs && !tls) return refuse('E_TLS_REQUIRED')
  if (!isOurs && (host === 'localhost' || isBareAddress(host))) return refuse('E_TLS_HOST')
  return ok(new URL(`${tls ? 'https' : 'http'}://${host}:${port}`).origin)
}

/** Refusals: those of originOf; E_PORT_BUSY, E_PORT_REFUSED, E_TLS_FILES. Port 0 takes one that is free. */
export async function listenAt(
  endpoint: Endpoint,
  fetch: (request: Request) => Promise<Response>,
): Promise<Result<Listening>> {
  const origin = originOf(endpoint)
  if (!origin.ok) return origin
  const secrets = tlsFiles(endpoint)
  if (!secrets.ok) return secrets
  const servers: Server[] = []
  const close = async (): Promise<void> => {
    await Promise.all(servers.map(closeServer))
  }
  for (const address of endpoint.listen === undefined ? LOOPBACK : [endpoint.listen]) {
    const server = makeServer(fetch, secrets.value)
    const listening = await startServer(server, { address, port: endpoint.port })
    if (listening.ok) servers.push(server)
    // A machine without IPv6 has one loopback address.
    else if (!(address === '::1' && servers.length > 0 && listening.error.code === 'E_PORT_REFUSED')) {
      await close()
      return listening
    }
  }
  return ok({ origin: origin.value, close })
}

interface Secrets {
  readonly cert: Buffer
  readonly key: Buffer
}

function makeServer(fetch: (request: Request) => Promise<Response>, secrets: Secrets | null): Server {
  const options = { headersTimeout: HEADERS_TIMEOUT_MS }
  const server = secrets
    ? createAdaptorServer({
        fetch,
        overrideGlobalObjects: false,
        createServer: createHttps,
        serverOptions: { ...options, ...secrets, minVersion: 'TLSv1.2' },
      })
    : createAdaptorServer({
        fetch,
        overrideGlobalObjects: false,
        createServer: createHttp,
        serverOptions: options,
      })
  return server as Server
}

function startServer(
  server: Server,
  { address, port }: { readonly address: string; readonly port: number },
): Promise<Result<void>> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(
        error.code === 'EADDRINUSE'
          ? refuse('E_PORT_BUSY', { port })
          : refuse('E_PORT_REFUSED', { address, port, reason: error.code ?? 'unknown' }),
      ),
    )
    server.listen({ host: address, port, ipv6Only: address === '::1', exclusive: true }, () =>
      resolve(ok(undefined)),
    )
  })
}

/** Streams that would never end by themselves, as that of jobs, are cut. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

function tlsFiles({ tls }: Endpoint): Result<Secrets | null> {
  if (!tls) return ok(null)
  try {
    return ok({ cert: readFileSync(tls.certPath), key: readFileSync(tls.keyPath) })
  } catch (error) {
    return refuse('E_TLS_FILES', {
      reason: error instanceof Error && 'code' in error ? String(error.code) : 'unknown',
    })
  }
}

/** A passkey belongs to a name. */
const isBareAddress = (host: string): boolean => /^[\d.]+$/.test(host) || host.includes(':')
