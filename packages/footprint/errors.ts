// What may be wrong with the rules and facts of the footprint. A missing or expired fact is one of these, never a zero.

import { defineCodes } from '@manumit/base'

export const footprintCodes = defineCodes({
  E_FORMULA_SYNTAX: { severity: 'refusal', summary: 'The formula “{formula}” cannot be read at “{at}”.' },
  E_FORMULA_NAME: {
    severity: 'refusal',
    summary: 'The formula “{formula}” names {name}, which there is not.',
  },
  E_FORMULA_UNIT: {
    severity: 'refusal',
    summary: 'The formula “{formula}” comes to {found} where {expected} is asked for.',
  },
  E_DATUM_BOUNDS: {
    severity: 'refusal',
    summary: '{name}: {value} does not lie between {low} and {high}, the bounds it states.',
  },
  E_DATUM_TEXT: {
    severity: 'refusal',
    summary: '{name}: “{text}” is no fact: value, unit, low..high or gsd or exact, @source, year.',
  },
  E_USE_SHAPE: {
    severity: 'refusal',
    summary: '{name}: a use is bought, or owned and kept for some years, and has a way to be asked for.',
  },
  E_USE_BOUNDS: {
    severity: 'refusal',
    summary: '{name}: the suggestions {taps} do not rise between {floor} and {ceiling}.',
  },
  E_RULE_SHAPE: { severity: 'error', summary: 'The entry {entry} was left out: {problem}.' },
  E_RULE_REFUSED: { severity: 'error', summary: 'The entry {entry} was left out: {code}.' },
  E_RULE_SOURCE: {
    severity: 'error',
    summary: 'The entry {entry} was left out: {name} names the source {source}, which there is not.',
  },
  E_RULE_STAGE: {
    severity: 'error',
    summary: 'The entry {entry} was left out: {name} rests on “{of}”, for which there is no figure.',
  },
  E_RULE_PRODUCT: { severity: 'error', summary: 'The product {entry} was left out: {problem} ({name}).' },
})
