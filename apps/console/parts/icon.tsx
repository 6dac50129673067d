// Icons: small line drawings on a grid of 20, in the colour of the text beside them. Never the only thing that tells.

const PATHS = {
  case: 'M3 6h5l2 2h7v8H3z',
  timeline: 'M3 16V9m4 7V5m4 11v-8m4 8V3m3 13H2',
  conversations: 'M3 4h11v7H8l-3 3v-3H3zM16 8h1v7h-2v2l-2-2H9',
  search: 'M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zm4 9.5 4 4',
  record: 'M5 3h7l3 3v11H5zM12 3v3h3M7.5 10h5m-5 3h5',
  people:
    'M7 4.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM2 16c0-3 2-5 5-5s5 2 5 5m1-10.5a2 2 0 1 1 0 4m1 2c2 .3 4 2 4 4.5',
  candidates:
    'M6.5 4a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zm7 0a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM7 14h6m-2-2 2 2-2 2',
  names: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM3 10h14M10 3c-4 4.5-4 9.5 0 14 4-4.5 4-9.5 0-14z',
  graph:
    'M5 5.5 15 9M5 5.5 8 15m7-6-7 6M5 4a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3zm10 3.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3zm-7 6a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z',
  map: 'M3 5l5-2 4 2 5-2v12l-5 2-4-2-5 2zm5-2v12m4-10v12',
  media: 'M3 4h14v12H3zm0 9 4-4 4 4 2-2 4 3.5M13 7.5a.5.5 0 1 1 0 1 .5.5 0 0 1 0-1z',
  jobs: 'M10 3v3m0 8v3M3 10h3m8 0h3M5 5l2 2m6 6 2 2m0-10-2 2m-6 6-2 2',
  add: 'M10 4v12M4 10h12',
  accounts: 'M10 3a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM4 17c0-3.5 2.5-6 6-6s6 2.5 6 6',
  approvals: 'M4 10l4 4 8-9',
  audit: 'M4 4h12M4 8h12M4 12h8m-8 4h8m2-3 1.5 1.5L19 12',
  report: 'M5 3h10v14H5zm2.5 4h5m-5 3h5m-5 3h3',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  close: 'M5 5l10 10M15 5 5 15',
  help: 'M7.5 7.5c0-3.5 5-3.5 5 0 0 2-2.5 2-2.5 4m0 2.5v.5',
  copy: 'M7 7V3h10v10h-4M3 7h10v10H3z',
  left: 'M12 4l-6 6 6 6',
  right: 'M8 4l6 6-6 6',
  down: 'M4 8l6 6 6-6',
  up: 'M4 12l6-6 6 6',
  warning: 'M10 3 2 17h16zm0 5v4m0 2.5v.5',
  info: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zm0 6v5m0-7.5v.5',
  call: 'M4 3h3l1.5 4-2 1.5a10 10 0 0 0 5 5l1.5-2 4 1.5v3c-8 1-14-5-13-13z',
  message: 'M3 4h14v9H9l-4 4v-4H3z',
  visit: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM3 10h14M10 3c-4 4.5-4 9.5 0 14 4-4.5 4-9.5 0-14z',
  contact: 'M4 3h12v14H4zm6 3a2 2 0 1 1 0 4 2 2 0 0 1 0-4zm-3.5 8c.5-3 6.5-3 7 0',
  picture: 'M3 4h14v12H3zm0 9 4-4 4 4 2-2 4 3.5',
  voicemail: 'M6 7a3 3 0 1 1 0 6 3 3 0 0 1 0-6zm8 0a3 3 0 1 1 0 6 3 3 0 0 1 0-6zm-8 6h8',
  attachment: 'M15 9l-5.5 5.5a3 3 0 0 1-4.5-4.5L11 4a2 2 0 0 1 3 3l-6 6',
  print: 'M6 7V3h8v4M5 14H3V7h14v7h-2M6 11h8v6H6z',
  undo: 'M7 4 3 8l4 4M3 8h9a5 5 0 0 1 0 9H9',
  hub: 'M10 8a2 2 0 1 1 0 4 2 2 0 0 1 0-4zm0-5v5m0 4v5M3 10h5m4 0h5',
  signOut: 'M12 4H4v12h8M9 10h9m-3-3 3 3-3 3',
  sun: 'M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM10 2v1.5m0 13V18M2 10h1.5m13 0H18M4.5 4.5l1 1m9 9 1 1m0-11-1 1m-9 9-1 1',
  filter: 'M3 4h14l-5.5 6.5V16l-3-1.5v-4z',
} as const

export type IconName = keyof typeof PATHS

/** Beside a text that says the same; hidden from what reads the page out. */
export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg className="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
    <path
      d={PATHS[name]}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
)

const OF_KIND: Readonly<Record<string, IconName>> = {
  call: 'call',
  message: 'message',
  visit: 'visit',
  contact: 'contact',
  picture: 'picture',
  voicemail: 'voicemail',
}

/** The icon of a kind of record. */
export const kindIcon = (kind: string): IconName => OF_KIND[kind] ?? 'record'
