// The bytes in hex and ASCII, the parts of the row marked. Pointing at a part, or moving the focus to it, shows its bytes.

import { memo, useMemo } from 'react'
import { t } from '../../messages/message.ts'
import { Text } from '../../parts/text.tsx'
import { type HexLine, hexLines, offsetText } from './hex-lines.ts'
import type { BytesAnswer, RecordEvent } from './record.ts'

/** Marks are told apart by colours that repeat; the name is what tells. */
const COLOURS = 6

export interface HexViewProps {
  readonly bytes: BytesAnswer
  readonly mark: number | null
  readonly lines: number
  readonly send: (event: RecordEvent) => void
}

export function HexView({ bytes, mark, lines: shown, send }: HexViewProps) {
  const lines = useMemo(() => hexLines(bytes.hex, bytes.marks), [bytes])
  const rest = lines.length - shown
  return (
    <div className="hex">
      <p className="small muted">
        <Text value={t('record.bytes.at', { file: bytes.file, offset: bytes.offset })} />
        {bytes.pageNumber !== null && <> · {t('record.bytes.page', { page: bytes.pageNumber })}</>}
        {bytes.isCut && <> · {t('record.bytes.cut')}</>}
      </p>
      {bytes.marks.length > 0 && (
        <div className="hex-marks">
          <p className="small muted" id="marks-help">
            {t('record.bytes.marks.help')}
          </p>
          <ul aria-label={t('record.bytes.marks')} aria-describedby="marks-help">
            {bytes.marks.map(({ name, start, end }, i) => (
              <li key={`${start} ${end} ${name}`}>
                <button
                  type="button"
                  className={`hex-mark hex-colour-${i % COLOURS}`}
                  aria-pressed={mark === i}
                  onMouseEnter={() => send({ is: 'pointed', mark: i })}
                  onFocus={() => send({ is: 'pointed', mark: i })}
                  onClick={() => send({ is: 'pointed', mark: i })}
                >
                  <Text value={name} oneLine limit={60} />
                  <span className="visually-hidden">
                    {t('record.bytes.range', { count: end - start, start: offsetText(bytes.offset + start) })}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard */}
      <section className="table-wrap" aria-label={t('record.bytes')} tabIndex={0}>
        <table className="hex-table">
          <thead>
            <tr>
              <th scope="col">{t('record.bytes.offset')}</th>
              <th scope="col">{t('record.bytes.hex')}</th>
              <th scope="col">{t('record.bytes.text')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, shown).map((line) => (
              <Line
                key={line.start}
                line={line}
                offset={bytes.offset}
                mark={line.runs.some((run) => run.mark === mark) ? mark : null}
                send={send}
              />
            ))}
          </tbody>
        </table>
      </section>
      {bytes.overflow?.map((part) => (
        <p key={`${part.file} ${part.offset}`} className="small muted">
          <Text
            value={t('record.bytes.overflow', {
              file: part.file,
              offset: part.offset,
              count: part.bytes,
              page: part.pageNumber,
            })}
          />
        </p>
      ))}
      {rest > 0 && (
        <button type="button" className="button" onClick={() => send({ is: 'more-lines' })}>
          {t('record.bytes.more', { count: rest })}
        </button>
      )}
    </div>
  )
}

interface LineProps {
  readonly line: HexLine
  readonly offset: number
  readonly mark: number | null
  readonly send: HexViewProps['send']
}

const Line = memo(({ line, offset, mark, send }: LineProps) => {
  const classOf = (run: HexLine['runs'][number]) =>
    run.mark === null
      ? undefined
      : `hex-colour-${run.mark % COLOURS}${run.mark === mark ? ' hex-pointed' : ''}`
  return (
    <tr>
      <th scope="row">{offsetText(offset + line.start)}</th>
      <td className="hex-bytes">
        {line.runs.map((run) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the list of parts does the same by keyboard
          <span
            key={run.start}
            className={classOf(run)}
            onMouseEnter={() => send({ is: 'pointed', mark: run.mark })}
          >
            {run.hex}{' '}
          </span>
        ))}
      </td>
      <td className="hex-ascii">
        {line.runs.map((run) => (
          <span key={run.start} className={classOf(run)}>
            {run.ascii}
          </span>
        ))}
      </td>
    </tr>
  )
})
