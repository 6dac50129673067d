// Text from evidence on the page: inert, its own writing direction isolated, hidden characters as marks, long text cut with
// a button that shows more. Everything that evidence wrote is drawn through this.

import { memo, useState } from 'react'
import { t } from '../messages/message.ts'
import { cutText, type Piece, visiblePieces } from './visible.ts'

const SHOWN_UNITS = 2000
const MORE_UNITS = 50_000

export interface TextProps {
  readonly value: string
  /** UTF-16 units shown before “more”. */
  readonly limit?: number
  /** Where one line is drawn, there is no “more”: the record has the rest. */
  readonly oneLine?: boolean
  /** [start, end) to mark as found, in UTF-16 units of `value`. */
  readonly matches?: readonly (readonly [number, number])[]
}

export const Text = memo(({ value, limit = SHOWN_UNITS, oneLine = false, matches = [] }: TextProps) => {
  const [shown, setShown] = useState(limit)
  if (value === '') return <span className="muted">{t('text.empty')}</span>
  const cut = cutText(value, shown)
  const isCut = cut.length < value.length
  return (
    <bdi dir="auto" className={oneLine ? 'text text-line' : 'text'}>
      {visiblePieces(cut).map((piece) => (
        <PieceView key={piece.start} piece={piece} matches={matches} />
      ))}
      {isCut && oneLine && '…'}
      {isCut && !oneLine && (
        <>
          …{' '}
          <button type="button" className="link" onClick={() => setShown(shown + MORE_UNITS)}>
            {t('text.more', { count: Math.min(value.length - cut.length, MORE_UNITS) })}
          </button>
        </>
      )}
    </bdi>
  )
})

function PieceView({
  piece,
  matches,
}: {
  readonly piece: Piece
  readonly matches: NonNullable<TextProps['matches']>
}) {
  if (piece.is === 'mark') {
    const said = t('text.mark', { code: piece.code, name: piece.name })
    return (
      <span className="mark" title={said} role="img" aria-label={said}>
        {piece.code}
      </span>
    )
  }
  if (matches.length === 0) return piece.text
  return splitAt(piece, matches).map(({ start, text, isMatch }) =>
    isMatch ? <mark key={start}>{text}</mark> : <span key={start}>{text}</span>,
  )
}

function splitAt(piece: Piece & { readonly is: 'text' }, matches: NonNullable<TextProps['matches']>) {
  const end = piece.start + piece.text.length
  const parts: { start: number; text: string; isMatch: boolean }[] = []
  let from = piece.start
  const put = (to: number, isMatch: boolean) => {
    if (to > from)
      parts.push({ start: from, text: piece.text.slice(from - piece.start, to - piece.start), isMatch })
    from = Math.max(from, to)
  }
  for (const [left, right] of matches) {
    if (right <= from || left >= end) continue
    put(Math.max(left, from), false)
    put(Math.min(right, end), true)
  }
  put(end, false)
  return parts
}
