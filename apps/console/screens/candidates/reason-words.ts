// Reasons in words. The sentences are linkage's own, by id; what another version wrote is shown by its id and level, never
// hidden.

import type { WireCandidate } from '@manumit/contract'
import { sentences, sentenceText } from '@manumit/linkage'
import { visibleText } from '../../parts/visible.ts'

type Sentence = WireCandidate['reasons'][number]['sentence']

/** `name.given` → Name given; the id says no more. */
export const comparisonTitle = (id: string): string => {
  const words = visibleText(id)
    .replaceAll(/[._-]+/g, ' ')
    .trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export const reasonSentence = (id: string, data: Sentence['data'], level = ''): string =>
  Object.hasOwn(sentences, id) ? sentenceText(id, data) : level === '' ? id : `${level} (${id})`
