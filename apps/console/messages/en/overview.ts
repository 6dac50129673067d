/** Case overview. */
export const overview = {
  'overview.title': 'Case overview',
} as const
