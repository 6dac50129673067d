// A passkey in software: what a browser and its authenticator answer, for tests. ES256, no attestation.

import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'

/** Flags of authenticator data: present, verified, credential data included. */
const PRESENT_VERIFIED = 0x05
const WITH_CREDENTIAL = 0x40

export interface Authenticator {
  /** What `navigator.credentials.create` answers to these options. */
  make(options: Record<string, unknown>, origin?: string): Record<string, unknown>
  /** What `navigator.credentials.get` answers. */
  use(options: Record<string, unknown>, origin?: string): Record<string, unknown>
}

export function makeAuthenticator(home: string): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  const rpHash = sha256(new URL(home).hostname)
  let counter = 0
  const dataOf = (flags: number): Buffer => {
    counter++
    const head = Buffer.alloc(5)
    head.writeUInt8(flags)
    head.writeUInt32BE(counter, 1)
    return Buffer.concat([rpHash, head])
  }
  return {
    make({ challenge }, origin = home) {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const authData = Buffer.concat([
        dataOf(PRESENT_VERIFIED | WITH_CREDENTIAL),
        Buffer.alloc(16),
        length,
        id,
        coseKey(publicKey),
      ])
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        cborText('fmt'),
        cborText('none'),
        cborText('attStmt'),
        Buffer.from([0xa0]),
        cborText('authData'),
        cborBytes(authData),
      ])
      return credential(id, {
        clientDataJSON: clientData('webauthn.create', { challenge, origin }).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      })
    },
    use({ challenge }, origin = home) {
      const authenticatorData = dataOf(PRESENT_VERIFIED)
      const client = clientData('webauthn.get', { challenge, origin })
      const signature = createSign('sha256')
        .update(Buffer.concat([authenticatorData, createHash('sha256').update(client).digest()]))
        .sign(privateKey)
      return credential(id, {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authenticatorData.toString('base64url'),
        signature: signature.toString('base64url'),
      })
    },
  }
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

const credential = (id: Buffer, response: Record<string, unknown>): Record<string, unknown> => ({
  id: id.toString('base64url'),
  rawId: id.toString('base64url'),
  type: 'public-key',
  response,
  clientExtensionResults: {},
})

const clientData = (type: string, more: { readonly challenge: unknown; readonly origin: string }): Buffer =>
  Buffer.from(JSON.stringify({ type, ...more, crossOrigin: false }))

/** COSE_Key of RFC 9053: EC2, ES256, P-256. */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    cborBytes(Buffer.from(x, 'base64url')),
    Buffer.from([0x22]),
    cborBytes(Buffer.from(y, 'base64url')),
  ])
}

const cborText = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0x60 | text.length]), Buffer.from(text)])

function cborBytes(bytes: Buffer): Buffer {
  const head = bytes.length < 256 ? [0x58, bytes.length] : [0x59, bytes.length >> 8, bytes.length & 0xff]
  return Buffer.concat([Buffer.from(head), bytes])
}
