// How the timeline scrolls over a million records in a real browser: the time of script in each frame, from the browser's own
// trace. Makes the workspace once (some minutes) and keeps it under the system's temporary folder.
//
//   node apps/console/timeline.bench.ts [rows]

import { existsSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeMessageDatabase } from '@manumit/makers'
import {
  builtConsole,
  chromiumPath,
  launchBrowser,
  NO_CHROMIUM,
  openDeskInBrowser,
} from '@manumit/testing/browser'
import type { CDPSession, Page } from 'playwright-core'

const SEED = 'timeline bench'
const rows = Number(process.argv[2] ?? 1_000_000)

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly ts: number
  readonly dur?: number
  /** Of `dur`, what the thread itself ran: on a busy machine the rest is waiting for a core. */
  readonly tdur?: number
  readonly pid: number
  readonly tid: number
  readonly args?: { readonly name?: string }
}

/** What runs script, as the trace names it; the outermost of nested ones counts. */
const SCRIPT = new Set([
  'FunctionCall',
  'EvaluateScript',
  'TimerFire',
  'FireAnimationFrame',
  'EventDispatch',
  'RunMicrotasks',
  'v8.compile',
  'MinorGC',
  'MajorGC',
])

if (chromiumPath === null) {
  console.log(`timeline bench ${NO_CHROMIUM}`)
  process.exit(0)
}

const evidence = join(tmpdir(), `manumit-bench-phone-${rows}`)
const database = join(evidence, 'phone/HomeDomain/Library/SMS/sms.db')
if (!existsSync(database)) makeMessageDatabase(database, { rows, kind: 'ios', seed: SEED })
const browser = await launchBrowser()
const desk = await openDeskInBrowser({
  sources: [{ path: join(evidence, 'phone'), name: 'Bench' }],
  consoleFolder: builtConsole(),
  workspaceFolder: join(tmpdir(), `manumit-bench-workspace-${rows}`),
})
const context = await desk.signedIn(browser, { viewport: { width: 1440, height: 900 } })
const page = await context.newPage()
const trace = await context.newCDPSession(page)
console.log(
  `timeline over ${rows} records; seed “${SEED}”; ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`,
)

await page.goto(`${desk.origin}/timeline`)
await rowsThere(page)
const wheel = async (pixels: number, times: number) => {
  await page.mouse.move(800, 700)
  for (let i = 0; i < times; i++) {
    await page.mouse.wheel(0, pixels)
    await page.waitForTimeout(16)
  }
}
await measure('wheel, 300 steps of 120 px', () => wheel(120, 300))
await measure('wheel, 200 steps of 1,500 px', () => wheel(1500, 200))
await measure('scrollbar, 100 jumps', () =>
  page.evaluate(async () => {
    const list = document.querySelector('.record-list')!
    for (let i = 0; i < 100; i++) {
      list.scrollTop = ((i * 7919) % 100) * (list.scrollHeight / 100)
      await new Promise((done) => setTimeout(done, 50))
    }
  }),
)
await measure('keys, 150 pages down, End, Home', async () => {
  await page.locator('.record-list').focus()
  for (let i = 0; i < 150; i++) await page.keyboard.press('PageDown')
  await page.keyboard.press('End')
  await page.waitForTimeout(300)
  await page.keyboard.press('Home')
})
await measure('brush, 20 steps by key', async () => {
  await page.getByRole('slider').first().focus()
  for (let i = 0; i < 20; i++) {
    await page.keyboard.press('ArrowRight')
    await page.waitForTimeout(150)
  }
})
await browser.close()
await desk.close()

async function measure(name: string, act: () => Promise<void>): Promise<void> {
  const events = await traced(trace, async () => {
    await act()
    await page.waitForTimeout(400)
  })
  await rowsThere(page)
  const frames = scriptPerFrame(events, ({ tdur, dur = 0 }) => tdur ?? dur)
  const withWaiting = scriptPerFrame(events, ({ dur = 0 }) => dur)
  const at = (list: readonly number[], share: number) =>
    (list[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0).toFixed(1)
  console.log(
    `${name}: longest script in a frame ${at(frames, 1)} ms (target < 50 ms), p95 ${at(frames, 0.95)} ms, median ${at(frames, 0.5)} ms, ${frames.length} frames; with waiting for a core ${at(withWaiting, 1)} ms`,
  )
}

/** The rows in view have come. */
async function rowsThere(on: Page): Promise<void> {
  await on.locator('.record-row a').first().waitFor()
  await on.locator('.record-waiting').first().waitFor({ state: 'detached' })
}

async function traced(session: CDPSession, act: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = []
  const collect = ({ value }: { readonly value: readonly object[] }) => {
    for (const event of value) events.push(event as TraceEvent)
  }
  session.on('Tracing.dataCollected', collect)
  await session.send('Tracing.start', {
    categories: 'devtools.timeline,disabled-by-default-devtools.timeline,v8',
    transferMode: 'ReportEvents',
  })
  await act()
  const done = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()))
  await session.send('Tracing.end')
  await done
  session.off('Tracing.dataCollected', collect)
  return events
}

/** Milliseconds of script between one frame that the page's main thread committed and the next, ascending. */
function scriptPerFrame(events: readonly TraceEvent[], timeOf: (event: TraceEvent) => number): number[] {
  const main = events.find(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
  const ours = events
    .filter(({ pid, tid }) => !main || (pid === main.pid && tid === main.tid))
    .sort((a, b) => a.ts - b.ts)
  const frames: number[] = []
  let end = 0
  let sum = 0
  for (const event of ours) {
    if (event.name === 'Commit') {
      frames.push(sum)
      sum = 0
    } else if (event.ph === 'X' && SCRIPT.has(event.name) && event.ts >= end) {
      sum += timeOf(event) / 1000
      end = event.ts + (event.dur ?? 0)
    }
  }
  return [...frames, sum].sort((a, b) => a - b)
}
