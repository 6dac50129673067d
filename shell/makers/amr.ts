// Writes a silent AMR recording: a comfort-noise frame, then frames that say "no data", 20 ms each.
// Source: RFC 4867, section 5; 3GPP TS 26.101, frame types 8 (SID) and 15 (no data).

const FRAME_SECONDS = 0.02
const SID_FRAME = [0x44, 0, 0, 0, 0, 0]
const NO_DATA_FRAME = [0x7c]
/** With discontinuous transmission an encoder repeats the comfort-noise frame every eighth frame. */
const SID_INTERVAL = 8

/** A recording of this length, narrow-band, one channel. */
export function writeSilentAmr(durationSeconds: number): Uint8Array {
  const frames = Math.round(durationSeconds / FRAME_SECONDS)
  const body = Array.from({ length: frames }, (_, index) =>
    index % SID_INTERVAL === 0 ? SID_FRAME : NO_DATA_FRAME,
  )
  return Uint8Array.from([...new TextEncoder().encode('#!AMR\n'), ...body.flat()])
}
