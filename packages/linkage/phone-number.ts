// Digits → a number of a numbering plan, or none. The one adapter around libphonenumber: plans, and ranges for fiction.

import {
  getCountryCallingCode,
  isSupportedCountry,
  Metadata,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'
import { fictionNumber, fictionRegion } from './text/fiction-numbers.ts'

/** Numbers read under one default region; remembers what it read, up to a bound. */
export interface NumberReader {
  readonly region: string | null
  /** National or international digits as dialled, or with a leading plus → E.164 where a plan has such a number. */
  valid(digits: string): string | null
  /** A number somebody dialled or stored: also one that a plan does not know, if it has a plus and 7 to 15 digits. */
  dialled(digits: string): string | null
  /** May so many digits, without a plus, be a number of the region? */
  hasLength(digits: string): boolean
}

const REMEMBERED = 20_000

export function numberReader(defaultRegion?: string, otherRegions: readonly string[] = []): NumberReader {
  const region = defaultRegion !== undefined && isSupportedCountry(defaultRegion) ? defaultRegion : null
  const lengths = region === null ? new Set<number>() : possibleLengths(region)
  const callingCode = region === null ? '' : getCountryCallingCode(region)
  const known = new Map<string, string | null>()
  const others = otherRegions.map(trunkNumbersOf)
  const valid = (digits: string): string | null => {
    const found = known.get(digits)
    if (found !== undefined) return found
    if (known.size >= REMEMBERED) known.clear()
    const read =
      readNumber(digits, region) ?? others.map((other) => other.valid(digits)).find((each) => each) ?? null
    known.set(digits, read)
    return read
  }
  return {
    region,
    valid,
    dialled: (digits) => valid(digits) ?? possibleNumber(digits, region),
    hasLength: (digits) =>
      lengths.has(digits.length) ||
      (/^[018]/.test(digits) && lengths.has(digits.length - 1)) ||
      others.some((other) => other.hasLength(digits)) ||
      (/^0(?:0|11)/.test(digits) && digits.length >= 10) ||
      (callingCode !== '' &&
        digits.startsWith(callingCode) &&
        lengths.has(digits.length - callingCode.length)),
  }
}

/** Numbers of a region that is not the texts' own: only with their trunk prefix 0, since bare digits fit some plan anywhere. */
function trunkNumbersOf(region: string): Pick<NumberReader, 'valid' | 'hasLength'> {
  if (!isSupportedCountry(region)) return { valid: () => null, hasLength: () => false }
  const lengths = possibleLengths(region)
  const fits = (digits: string): boolean => digits.startsWith('0') && lengths.has(digits.length - 1)
  return { hasLength: fits, valid: (digits) => (fits(digits) ? readNumber(digits, region) : null) }
}

function readNumber(digits: string, region: string | null): string | null {
  // 00 is the international prefix nearly everywhere, and people write it where it is not.
  if (/^00[1-9]/.test(digits)) return readNumber(`+${digits.slice(2)}`, region)
  if (digits.startsWith('+') && fictionRegion(digits)) return digits
  const fiction = region !== null && !digits.startsWith('+') ? fictionNumber(digits, region) : null
  if (fiction) return fiction
  const parsed = parsePhoneNumberFromString(
    digits,
    region === null || !isSupportedCountry(region) ? {} : { defaultCountry: region },
  )
  if (!parsed) return null
  return parsed.isValid() || fictionRegion(parsed.number) ? parsed.number : null
}

/** Stored with a plus it is a number, whatever a plan says; without one it must fit its region's lengths. */
function possibleNumber(digits: string, region: string | null): string | null {
  if (/^\+[1-9]\d{6,14}$/.test(digits)) return digits
  if (region === null || !isSupportedCountry(region)) return null
  const parsed = parsePhoneNumberFromString(digits, { defaultCountry: region })
  return parsed?.isPossible() ? parsed.number : null
}

function possibleLengths(region: string): Set<number> {
  const metadata = new Metadata()
  if (isSupportedCountry(region)) metadata.selectNumberingPlan(region)
  // Fewer than seven digits are no subscriber's number that a text spells out.
  return new Set((metadata.numberingPlan?.possibleLengths() ?? []).filter((length) => length >= 7))
}
