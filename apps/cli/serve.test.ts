import { expect, it } from 'vitest'
import { serve } from './commands/serve.ts'

it.each(['tls-cert', 'tls-key'])('with --%s alone it does not start without TLS', async (name) => {
  const values = { port: '7377', host: 'localhost', [name]: 'file.pem' }
  expect(await serve.run(values, {} as never)).toMatchObject({ ok: false, error: { code: 'E_TLS_FILES' } })
})
