// Refusals in words: what only the console says from its own messages, the rest from the tables of codes.

import { sentences } from 'virtual:code-sentences'
import type { Refusal } from '@manumit/base'
import { ABORTED, UNREACHABLE, UNREADABLE } from '../client.ts'
import { fill, t } from './message.ts'

/** The sentence of a code without its data: placeholders are dots. */
export const sentenceOf = (code: string): string => (sentences[code] ?? code).replace(/\{\w+\}/g, '…')

/** What a refusal says. An unknown code is shown with its data, never hidden. */
export function refusalText({ code, data = {} }: Refusal): string {
  if (code === UNREACHABLE || code === ABORTED) return t('frame.unreachable')
  if (code === UNREADABLE) return t('frame.unreadable', data)
  const sentence = sentences[code]
  if (sentence !== undefined) return fill(sentence, data)
  return [code, ...Object.entries(data).map(([name, value]) => `${name}: ${value}`)].join(' · ')
}
