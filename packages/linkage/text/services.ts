// What addresses of known services name: a number, an account, an invitation, an app. A table of hosts, written from the
// services' own link formats; a path it does not know gives the address and its domain alone.

import type { IdentifierKind } from '../identifier.ts'

export interface ServiceName {
  readonly kind: IdentifierKind
  readonly text: string
}

type Part = readonly string[]
interface Link {
  readonly path: Part
  readonly query: URLSearchParams
  readonly hash: string
}

/** First parts of a path that are pages of the service and nobody's account. */
const PAGES = new Set(
  'about accounts add ads api app apps blog business channel channels contact developers directory download events explore feed following gaming groups hashtag help home i intent invite join jobs legal live login logout marketplace messages notifications p pages photo photo.php places policies post posts press privacy profile.php reel reels s search settings share share.php sharer sharer.php shop signup status stories support tag terms tos tv user users video videos watch web'.split(
    ' ',
  ),
)

const account =
  (platform: string) =>
  ({ path }: Link): ServiceName[] =>
    accountOf(platform, path[0])

/** Accounts stand behind this sign, or after this first part of the path. */
const accountAfter =
  (platform: string, mark: string) =>
  ({ path }: Link): ServiceName[] => {
    if (mark.length === 1) return path[0]?.startsWith(mark) ? accountOf(platform, path[0].slice(1)) : []
    return path[0] === mark ? accountOf(platform, path[1]) : []
  }

const invite = (text: string | undefined): ServiceName[] =>
  text !== undefined && text.length <= 200 && /[\w-]{4}/.test(text) ? [{ kind: 'invite', text }] : []

const phone = (digits: string | null | undefined): ServiceName[] => {
  const plain = (digits ?? '').replace(/[^\d]/g, '')
  return /^[1-9]\d{6,14}$/.test(plain) ? [{ kind: 'phone', text: `+${plain}` }] : []
}

const app = (id: string | null): ServiceName[] =>
  id !== null && /^[\w.-]{3,150}$/.test(id) ? [{ kind: 'app', text: id }] : []

/** Host without `www.` or `m.` → what its links name. */
const SERVICES: Readonly<Record<string, (link: Link) => ServiceName[]>> = {
  'wa.me': ({ path }) => (path[0] === 'message' ? [] : phone(path[0])),
  'api.whatsapp.com': ({ query }) => phone(query.get('phone')),
  'web.whatsapp.com': ({ query }) => phone(query.get('phone')),
  'chat.whatsapp.com': ({ path }) => invite(path[0] && `chat.whatsapp.com/${path.at(-1)}`),
  'whatsapp.com': ({ path }) =>
    invite(path[0] === 'channel' && path[1] ? `whatsapp.com/channel/${path[1]}` : undefined),
  't.me': telegram,
  'telegram.me': telegram,
  'telegram.dog': telegram,
  'discord.gg': ({ path }) => invite(path[0] && `discord.gg/${path[0]}`),
  'discord.com': ({ path }) => invite(path[0] === 'invite' && path[1] ? `discord.gg/${path[1]}` : undefined),
  'signal.group': ({ hash }) => invite(hash && `signal.group/${hash}`),
  'signal.me': ({ hash }) => phone(/^#p\/(\+\d+)$/.exec(hash)?.[1]),
  'invite.viber.com': ({ query }) =>
    invite(query.get('g2') ? `invite.viber.com/${query.get('g2')}` : undefined),
  'line.me': ({ path }) =>
    invite(/^(?:R|ti)$/.test(path[0] ?? '') && path.length > 1 ? `line.me/${path.join('/')}` : undefined),
  'instagram.com': account('instagram'),
  'facebook.com': account('facebook'),
  'fb.com': account('facebook'),
  'm.me': account('facebook'),
  'x.com': account('x'),
  'twitter.com': account('x'),
  'tiktok.com': accountAfter('tiktok', '@'),
  'youtube.com': accountAfter('youtube', '@'),
  'threads.net': accountAfter('threads', '@'),
  'cash.app': accountAfter('cashapp', '$'),
  'snapchat.com': accountAfter('snapchat', 'add'),
  'reddit.com': accountAfter('reddit', 'user'),
  'linkedin.com': accountAfter('linkedin', 'in'),
  'kik.me': account('kik'),
  'vk.com': account('vk'),
  'onlyfans.com': account('onlyfans'),
  'venmo.com': account('venmo'),
  'play.google.com': ({ path, query }) =>
    path.includes('details') || path.includes('testing') ? app(query.get('id')) : [],
  'apps.apple.com': appleApp,
  'itunes.apple.com': appleApp,
}

/** What the address names beside itself. */
export function serviceNames(url: URL): ServiceName[] {
  const query = url.searchParams
  if (url.protocol === 'market:') return app(query.get('id'))
  if (url.protocol === 'whatsapp:') return phone(query.get('phone'))
  if (url.protocol === 'tg:')
    return query.get('domain')
      ? accountOf('telegram', query.get('domain')!)
      : invite(query.get('invite') ? `t.me/+${query.get('invite')}` : undefined)
  const host = url.hostname.replace(/^(?:www|m|mobile|web(?=\.facebook))\./, '')
  if (!Object.hasOwn(SERVICES, host)) return []
  const path = url.pathname.split('/').filter((part) => part !== '')
  return SERVICES[host]!({ path, query, hash: url.hash })
}

/** An account's name in lower case, under its platform. */
export function accountOf(platform: string, name: string | undefined): ServiceName[] {
  const plain = (name ?? '').replace(/[.\s]+$/, '').toLowerCase()
  return /^[\w][\w.-]{1,49}$/.test(plain) && !PAGES.has(plain)
    ? [{ kind: 'handle', text: `${platform}:${plain}` }]
    : []
}

function telegram({ path }: Link): ServiceName[] {
  const first = path[0] ?? ''
  const digits = /^(?:\+|%2B)(\d{7,15})$/i.exec(first)
  if (digits) return phone(digits[1])
  if (/^(?:\+|%2B)/i.test(first)) return invite(`t.me/+${first.replace(/^(?:\+|%2B)/i, '')}`)
  if (first === 'joinchat') return invite(path[1] && `t.me/+${path[1]}`)
  return first === 's' ? accountOf('telegram', path[1]) : accountOf('telegram', first)
}

function appleApp({ path }: Link): ServiceName[] {
  const id = path.map((part) => /^id(\d{5,15})$/.exec(part)?.[1]).find((each) => each !== undefined)
  return id === undefined ? [] : [{ kind: 'app', text: `apple:${id}` }]
}
