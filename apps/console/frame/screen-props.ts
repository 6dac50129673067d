// What the frame hands a screen that it opens.

export interface ScreenProps {
  /** Parts of the address. */
  readonly params: Readonly<Record<string, string>>
  /** What the screen that led here handed over, in memory. */
  readonly carried: unknown
}
