// Every sentence of the console in English: one file per screen, joined here. Keys begin with the name of their file.

import { frame } from './en/frame.ts'
import { kinds } from './en/kinds.ts'
import { overview } from './en/overview.ts'
import { signIn } from './en/sign-in.ts'

export const en = {
  ...frame,
  ...kinds,
  ...overview,
  ...signIn,
} as const
