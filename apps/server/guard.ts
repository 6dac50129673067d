// Which requests are heard at all, before anybody asks who sends them: those for our own name, from our own pages. And the
// headers that keep a page from fetching, framing or running anything that is not ours.

import type { Refusal } from '@manumit/base'

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "font-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const PERMISSIONS_POLICY = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
  'xr-spatial-tracking',
] // prettier-ignore
  .map((feature) => `${feature}=()`)
  .join(', ')

export const SECURE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': PERMISSIONS_POLICY,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** A name that leads here by another's doing (DNS rebinding) is not ours, nor is this machine's bare address. */
export function refuseForeignHost(request: Request, origin: string): Refusal | null {
  const { host } = new URL(origin)
  const named = request.headers.get('host')
  const isOurs = new URL(request.url).host === host && (named === null || named === host)
  return isOurs ? null : FOREIGN
}

/**
 * A call has to come from a page of ours. What changes something names its origin, which a browser always sends; what only
 * reads may lack it (a link, an event stream), and then the browser says by Sec-Fetch-Site where it comes from.
 */
export function refuseForeignCall(request: Request, origin: string): Refusal | null {
  const site = request.headers.get('sec-fetch-site')
  const named = request.headers.get('origin')
  if (site !== null && site !== 'same-origin') return FOREIGN
  if (named !== null && named !== origin) return FOREIGN
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  return (isRead ? site !== null : named !== null) ? null : FOREIGN
}

const FOREIGN: Refusal = { code: 'E_ORIGIN' }
