// The browser's passkey calls. They are a power: the machine gets them as functions and knows nothing of a browser.

type Opaque = Record<string, unknown>

export interface Passkeys {
  /** Makes a passkey; null where the person or the device would not. */
  readonly make: (options: Opaque) => Promise<Opaque | null>
  readonly use: (options: Opaque) => Promise<Opaque | null>
}

/** Loaded when first needed. */
export const browserPasskeys: Passkeys = {
  make: (options) =>
    attempt(async () => {
      const { startRegistration } = await import('@simplewebauthn/browser')
      return startRegistration({ optionsJSON: options as never })
    }),
  use: (options) =>
    attempt(async () => {
      const { startAuthentication } = await import('@simplewebauthn/browser')
      return startAuthentication({ optionsJSON: options as never })
    }),
}

async function attempt(ask: () => Promise<object>): Promise<Opaque | null> {
  try {
    return { ...(await ask()) }
  } catch {
    return null
  }
}
