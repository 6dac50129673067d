// The media queue: which match is in view, decisions with reasons, undo. Whether a match has a picture at all is decided
// here, once, for everything that draws.

import type { InputOf, WireMatch } from '@manumit/contract'
import { callFor } from '../../frame/machine.ts'
import { judgingMachine } from '../../lists/judging.ts'
import { PAGE_ROWS } from '../../lists/paged-list.ts'
import { t } from '../../messages/message.ts'

export type MatchDecision = InputOf<'matches.judge'>['decision']

export const matchId = (match: WireMatch): string => String(match.id)

export const mediaMachine = () =>
  judgingMachine<WireMatch, MatchDecision>({
    idOf: matchId,
    page: (which, after, done) =>
      callFor(
        'matches.page',
        {
          state: which === 'open' ? 'undecided' : 'decided',
          limit: PAGE_ROWS,
          ...(after !== null && { after }),
        },
        done,
        'page',
      ),
    judge: ({ id, decision, reason }, done) =>
      callFor('matches.judge', { id: Number(id), decision, reason }, done, 'judge'),
    said: ({ state }) => t(`media.said.${state}`),
  })

/**
 * The address of a match's picture, or null where there is none to ask for. Only a demonstration bank's matches have one,
 * and only where the desk says so too: what matches a bank of unlawful material is text, whatever else is said of it.
 */
export const pictureAddress = (match: WireMatch): string | null =>
  match.material === 'demonstration' && match.mayBeShown ? `/api/matches/${match.id}/picture` : null

/** Bits of a hash's text; of a digest, which only is or is not equal, null. */
const bitsOf = (match: WireMatch): number => match.hash.length * 4

/** Equality of a digest is said as such: a distance belongs to hashes of pictures. */
export const isDigest = (match: WireMatch): boolean => ['md5', 'sha1', 'sha256'].includes(match.kind)

/** The distance in words. */
export const distanceText = (match: WireMatch): string =>
  isDigest(match) && match.distance === 0
    ? t('media.same')
    : t('media.distance', { distance: match.distance, bits: bitsOf(match) })
