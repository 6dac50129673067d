// Looking at a picture only while something is held down: a mouse button, a finger, or a key. Counts looks and their length,
// because fewer looks protect a reviewer better than softer ones. Pure; held-picture.tsx feeds it.

/** What a break is suggested after. No study gives a figure; a person may always stop sooner. */
export const BREAK_LOOKS = 50
export const BREAK_MILLISECONDS = 10 * 60 * 1000

export type HeldBy = 'pointer' | 'key'

export interface Looks {
  /** What holds the picture now, which picture, and since when. */
  readonly held: { readonly by: HeldBy; readonly picture: string; readonly since: number } | null
  readonly looks: number
  /** Length of the looks that have ended. */
  readonly milliseconds: number
  /** Looks and their length when a break was last taken. */
  readonly atBreak: { readonly looks: number; readonly milliseconds: number }
}

export type LookEvent =
  | { readonly is: 'pressed'; readonly by: HeldBy; readonly picture: string; readonly at: number }
  | { readonly is: 'released'; readonly by: HeldBy; readonly at: number }
  /** The window lost the focus, the pointer was taken away, another picture came: whatever was held is held no longer. */
  | { readonly is: 'lost'; readonly at: number }
  | { readonly is: 'break-taken' }

export const noLooks: Looks = {
  held: null,
  looks: 0,
  milliseconds: 0,
  atBreak: { looks: 0, milliseconds: 0 },
}

export function updateLooks(looks: Looks, event: LookEvent): Looks {
  switch (event.is) {
    case 'pressed':
      // A key that is held repeats; a second hand on the picture changes nothing.
      if (looks.held !== null) return looks
      return {
        ...looks,
        held: { by: event.by, picture: event.picture, since: event.at },
        looks: looks.looks + 1,
      }
    case 'released':
      return looks.held?.by === event.by ? ended(looks, event.at) : looks
    case 'lost':
      return ended(looks, event.at)
    case 'break-taken':
      return { ...looks, atBreak: { looks: looks.looks, milliseconds: looks.milliseconds } }
  }
}

const ended = (looks: Looks, at: number): Looks =>
  looks.held === null
    ? looks
    : { ...looks, held: null, milliseconds: looks.milliseconds + Math.max(0, at - looks.held.since) }

/** Whether it is time to suggest a break. */
export const isBreakDue = ({ looks, milliseconds, atBreak }: Looks): boolean =>
  looks - atBreak.looks >= BREAK_LOOKS || milliseconds - atBreak.milliseconds >= BREAK_MILLISECONDS
