/** Coming in: the one-time link, signing in, recovery. */
export const signIn = {
  'signIn.title': 'Sign in',
} as const
