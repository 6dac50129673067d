// What the command line shows: data on standard output and nothing else there; notes and progress on standard error.
// Evidence may hold terminal escapes and text that runs backwards; both are shown, never obeyed.

export interface Terminal {
  /** A line of data. Resolves when the reader has taken it, so that a slow pipe slows us down. */
  line(text: string): Promise<void>
  /** One JSON object on a line of data. */
  object(value: unknown): Promise<void>
  /** A line for the person, on standard error. */
  note(text: string): void
  /** Shows how far a long piece of work is: replaced in place on a terminal, silent elsewhere. */
  progress(state: ProgressState | null): void
  /** Columns of the output, 100 where it is no terminal. */
  readonly width: number
  readonly isTerminal: boolean
}

export interface ProgressState {
  readonly label: string
  readonly done: number
  /** 0 where it is not known. */
  readonly total: number
  readonly unit: 'bytes' | 'records' | 'files'
  /** What else there is to say, at the end of the line. */
  readonly also?: string
}

export interface Streams {
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  now(): number
}

export function makeTerminal({ stdout, stderr, now }: Streams): Terminal {
  const draw = progressLine({ stderr, now })
  const write = (text: string): Promise<void> =>
    new Promise((resolve) => {
      if (stdout.write(text)) resolve()
      else stdout.once('drain', resolve)
    })
  return {
    line: (text) => write(`${text}\n`),
    object: (value) => write(`${JSON.stringify(value, jsonValue)}\n`),
    note: (text) => {
      draw(null)
      stderr.write(`${text}\n`)
    },
    progress: draw,
    width: stdout.columns ?? 100,
    isTerminal: stdout.isTTY === true,
  }
}

/** Integers past 2^53 as decimal text, bytes as hexadecimal: JSON has neither. */
function jsonValue(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Uint8Array)
    return { hex: Array.from(value, (b) => b.toString(16).padStart(2, '0')).join('') }
  return value
}

/** Redrawn at most ten times a second; the rate is that of the whole stretch, so the time left does not jump. */
function progressLine({ stderr, now }: Pick<Streams, 'stderr' | 'now'>): Terminal['progress'] {
  let label = ''
  let started = 0
  let startedAt = 0
  let drawn = 0
  let isShown = false
  return (state) => {
    if (!stderr.isTTY) return
    if (!state) {
      if (isShown) stderr.write('\r\u001b[K')
      isShown = false
      return
    }
    const time = now()
    if (state.label !== label) {
      label = state.label
      started = time
      startedAt = state.done
    } else if (time - drawn < 100) return
    drawn = time
    isShown = true
    const text = progressText(state, { seconds: (time - started) / 1000, before: startedAt })
    // The label may be a name that evidence chose.
    stderr.write(`\r\u001b[K${shown(text).slice(0, (stderr.columns ?? 100) - 1)}`)
  }
}

/** `Reading phone.zip  [########............] 41 %  12.1 MB of 29.4 MB  8.1 MB/s  2 s left` */
export function progressText(
  state: ProgressState,
  run: { readonly seconds: number; readonly before: number },
): string {
  const { label, done, total, unit } = state
  const also = state.also ? `  ${state.also}` : ''
  const rate = run.seconds > 0 ? (done - run.before) / run.seconds : 0
  const speed = rate > 0 ? `  ${amount(rate, unit)}/s` : ''
  if (total <= 0) return `${label}  ${amount(done, unit)}${speed}${also}`
  const share = Math.min(1, done / total)
  const bar = '#'.repeat(Math.floor(share * 20)).padEnd(20, '.')
  const left = rate > 0 && done < total ? `  ${duration((total - done) / rate)} left` : ''
  return `${label}  [${bar}] ${Math.floor(share * 100)} %  ${amount(done, unit)} of ${amount(total, unit)}${speed}${left}${also}`
}

/** 1,234 records; 12.1 MB (10^6 bytes). */
export function amount(value: number, unit: ProgressState['unit']): string {
  if (unit !== 'bytes') return `${Math.round(value).toLocaleString('en-GB')} ${unit}`
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let scaled = value
  let i = 0
  while (scaled >= 1000 && i < units.length - 1) {
    scaled /= 1000
    i++
  }
  return `${i === 0 ? Math.round(scaled) : scaled.toFixed(1)} ${units[i]}`
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`
}

/**
 * Text from evidence, made harmless for a terminal and kept to one line: control characters (escapes among them) and the
 * marks that turn writing direction are shown by their code point.
 */
export function shown(text: string): string {
  return text.replace(/[\r\n\t]+/g, ' ⏎ ').replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (char) => `<U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`,
  )
}

/** Cut to a number of columns, with an ellipsis. Columns are counted in characters; a message of 50 MB costs no more. */
export function fit(text: string, columns: number): string {
  // No character takes more than two code units: what lies behind cannot be seen.
  const chars = [...text.slice(0, 2 * columns + 2)]
  return chars.length <= columns
    ? text + ' '.repeat(columns - chars.length)
    : `${chars.slice(0, columns - 1).join('')}…`
}
