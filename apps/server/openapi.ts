// The OpenAPI 3.1 document, from the contract alone: whatever a route declares stands in it, and nothing else.

import { COMMON_REFUSALS, contractCodes, fileRoutes, type Route, routes } from '@manumit/contract'
import { z } from 'zod'
import { statusOf } from './status.ts'

const REFUSAL = {
  type: 'object',
  required: ['code', 'data'],
  properties: { code: { type: 'string' }, data: { type: 'object' } },
}

/** @param version  of the tool */
export function openApiDocument({
  version,
  origin,
}: {
  readonly version: string
  readonly origin: string
}): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Manumit desk',
      version,
      description:
        'What the console asks of the desk. Each call is a POST of JSON; a refused one answers a code and its data.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: origin }],
    security: [{ session: [], csrf: [] }],
    paths: {
      ...Object.fromEntries(routes.map((route) => [`/api/${route.id}`, { post: operationOf(route) }])),
      ...Object.fromEntries(Object.entries(fileRoutes).map(fileOperation)),
    },
    components: {
      schemas: { Refusal: REFUSAL },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'manumit-<port>' },
        csrf: { type: 'apiKey', in: 'header', name: 'x-manumit-csrf' },
      },
    },
  }
}

function operationOf(route: Route): object {
  return {
    operationId: route.id,
    tags: [route.id.split('.')[0]],
    summary: route.summary,
    ...(route.permission === 'open' && { security: [] }),
    'x-manumit-permission': route.permission,
    ...(route.secondPerson && { 'x-manumit-second-person': true }),
    requestBody: {
      required: true,
      content: { 'application/json': { schema: z.toJSONSchema(route.input, { io: 'input' }) } },
    },
    responses: {
      200: {
        description: 'Done.',
        content: { 'application/json': { schema: z.toJSONSchema(route.output, { io: 'output' }) } },
      },
      ...refusalsOf([...COMMON_REFUSALS, ...route.refusals]),
    },
  }
}

/** Refusals by status, each naming its codes. */
function refusalsOf(codes: readonly string[]): Record<string, object> {
  const byStatus = Map.groupBy(codes, (code) => statusOf({ code }))
  return Object.fromEntries(
    [...byStatus].map(([status, those]) => [
      status,
      {
        description: those.map(sentenceOf).join('\n'),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
      },
    ]),
  )
}

function sentenceOf(code: string): string {
  const entry = Object.entries(contractCodes).find(([name]) => name === code)?.[1]
  return entry ? `${code}: ${entry.summary}` : code
}

function fileOperation([name, route]: readonly [string, (typeof fileRoutes)[keyof typeof fileRoutes]]) {
  const parameters = [...route.path.matchAll(/:(\w+)/g)].map(([, parameter]) => ({
    name: parameter,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const content = { [route.contentType]: { schema: { type: 'string', format: 'binary' } } }
  const operation = {
    operationId: name,
    tags: ['files'],
    summary: route.summary,
    'x-manumit-permission': route.permission,
    parameters,
    ...(route.method === 'PUT' && { requestBody: { required: true, content } }),
    responses: {
      200: { description: 'Done.', ...(route.method === 'GET' && { content }) },
      ...refusalsOf(COMMON_REFUSALS),
    },
  }
  return [route.path.replace(/:(\w+)/g, '{$1}'), { [route.method.toLowerCase()]: operation }]
}
