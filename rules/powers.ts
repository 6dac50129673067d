// Rule `powers`: pure packages have no ambient powers: no node:, network, clock, chance, process, console, timers. What
// they need from outside comes in as an argument.

import { importsOf, isTest, type SourceFile, withoutStrings } from './repository.ts'

const POWERS: readonly [name: string, pattern: RegExp][] = [
  ['the network', /(?<![.\w])(?:fetch|WebSocket|XMLHttpRequest|EventSource)\b/],
  [
    'the clock',
    /\bDate\s*\.\s*now\b|\bnew\s+Date\s*(?:\(\s*\)|(?!\s*\())|(?<![.\w])performance\b|\bTemporal\s*\.\s*Now\b/,
  ],
  ['chance', /\bMath\s*\.\s*random\b|(?<![.\w])crypto\b/],
  ['the process', /(?<![.\w])(?:process|globalThis|Buffer|require)\b(?!\s*:)/],
  ['the console', /(?<![.\w])console\b/],
  ['timers', /(?<![.\w])(?:setTimeout|setInterval|setImmediate|queueMicrotask|requestAnimationFrame)\b/],
  [
    'the browser',
    // A variable may be called window; what makes it the browser's is what is asked of it.
    /(?<![.\w])(?:localStorage|sessionStorage|indexedDB)\b|(?<![.\w])(?:window|document|navigator)\s*\.\s*(?:location|addEventListener|querySelector|createElement|getElementById|cookie|userAgent|storage)\b/,
  ],
]

/** Libraries that pure packages may use: they compute and do nothing else. */
const PURE_LIBRARIES = new Set(['libphonenumber-js/max', 'papaparse', 'saxes', 'tldts', 'yaml', 'zod'])

export function checkPowers(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => file.path.startsWith('packages/') && !isTest(file.path))
    .flatMap((file) => {
      const code = withoutStrings(file.text)
      const powers = POWERS.filter(([, pattern]) => pattern.test(code)).map(
        ([name]) => `${file.path} uses ${name}: take it as an argument.`,
      )
      const imports = importsOf(file.text)
        .filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('@manumit/'))
        .filter((specifier) => !PURE_LIBRARIES.has(specifier))
        .map(
          (specifier) =>
            `${file.path} imports ${specifier}: pure packages use only ${[...PURE_LIBRARIES].join(', ')}.`,
        )
      return [...powers, ...imports]
    })
}
