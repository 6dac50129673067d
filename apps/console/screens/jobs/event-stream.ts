// The desk's stream of jobs, read with fetch: a browser's own EventSource sends no header, and so not the session's other half.
// A line that breaks is taken up again.

/** One event of the stream. */
export interface ServerEvent {
  readonly name: string
  readonly data: string
}

export interface StreamPowers {
  open(signal: AbortSignal): Promise<Response>
  wait(milliseconds: number): Promise<void>
  heard(event: ServerEvent): void
  /** Told at each change of whether the line stands. */
  live(isLive: boolean): void
}

const AGAIN_AFTER_MILLISECONDS = 3_000

/** Follows until `signal` is raised. Never throws. */
export async function followEvents(powers: StreamPowers, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const response = await powers.open(signal)
      if (response.ok && response.body) {
        powers.live(true)
        for await (const event of eventsOf(response.body)) powers.heard(event)
      }
    } catch {
      // The line broke, or we let go of it.
    }
    if (signal.aborted) return
    powers.live(false)
    await powers.wait(AGAIN_AFTER_MILLISECONDS)
  }
}

/** As the desk writes them: a line for the name, a line for the data, an empty line. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    text += decoder.decode(piece.value, { stream: true })
    const whole = text.split('\n\n')
    text = whole.pop() ?? ''
    for (const event of whole) {
      const [, name, data] = /^event: (.*)\ndata: (.*)$/.exec(event) ?? []
      if (name !== undefined && data !== undefined) yield { name, data }
    }
  }
}
