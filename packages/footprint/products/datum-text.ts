// A fact as one line of text, short enough to write four hundred products by hand:
//     0.17 kg/item 0.145..0.204 @ecobalyse 2024      a triangle with its peak at 0.17
//     6 US$/kg gsd 1.5 @estimate 2026                a lognormal with its median at 6
//     116e9 kg/year exact @textile-exchange 2022     no doubt, or none that matters

import { ok, type Result, refuse } from '@manumit/base'
import { parseUnit } from '@manumit/quantities'
import { checkDatum, type Datum, type Doubt } from '../rules/datum.ts'

const NUMBER = String.raw`[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?`
const LINE = new RegExp(
  String.raw`^(${NUMBER})\s+(\S+)\s+(?:(${NUMBER})\.\.(${NUMBER})|gsd\s+(${NUMBER})|(exact))\s+@([a-z0-9][a-z0-9-]*)\s+(\d{4})$`,
)

/** @returns refuses with E_DATUM_TEXT, E_UNIT_UNKNOWN or E_DATUM_BOUNDS */
export function readDatum(id: string, text: string): Result<Datum> {
  const match = LINE.exec(text.trim())
  if (!match) return refuse('E_DATUM_TEXT', { name: id, text })
  const [, value, unit, low, high, gsd, exact, source, year] = match
  const known = parseUnit(unit!)
  if (!known.ok) return known
  const doubt: Doubt = exact
    ? { kind: 'none' }
    : gsd !== undefined
      ? { kind: 'lognormal', gsd: Number(gsd) }
      : { kind: 'triangular', low: Number(low), high: Number(high) }
  const datum = { id, value: Number(value), unit: unit!, doubt, source: source!, year: Number(year) }
  const checked = checkDatum(datum)
  return checked.ok ? ok(datum) : checked
}

const SHARES = new RegExp(
  String.raw`^(?:(exact)|(${NUMBER})\.\.(${NUMBER}))\s+@([a-z0-9][a-z0-9-]*)\s+(\d{4})$`,
)

/**
 * A share of a composition, whose doubt, source and year are said once for all of its shares: `exact @ecobalyse 2024`, or
 * `0.7..1.4 @estimate 2026`, factors around each share.
 *
 * @returns refuses with E_DATUM_TEXT or E_DATUM_BOUNDS
 */
export function readShare(id: string, value: number, text: string): Result<Datum> {
  const match = SHARES.exec(text.trim())
  if (!match) return refuse('E_DATUM_TEXT', { name: id, text })
  const [, exact, low, high, source, year] = match
  const doubt: Doubt = exact
    ? { kind: 'none' }
    : { kind: 'triangular', low: value * Number(low), high: value * Number(high) }
  const datum = { id, value, unit: '1', doubt, source: source!, year: Number(year) }
  const checked = checkDatum(datum)
  return checked.ok ? ok(datum) : checked
}
