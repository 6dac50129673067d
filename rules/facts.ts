// Rule `facts`: every file under data/ is named in the SOURCES.yaml of its folder with a unit (or "none", and why), a
// source, a licence and a date; and SOURCES.yaml names no file that is not there.

import { z } from 'zod'

const Source = z.strictObject({
  unit: z.string().min(3),
  source: z.string().min(8),
  licence: z.string().min(3),
  /** The day of the edition, or on which it was read. */
  date: z.iso.date(),
  /** After this day it is shown as expired; absent where it cannot age (a specification, a formula). */
  bestBefore: z.iso.date().optional(),
})

const Sources = z.record(z.string(), Source)

export interface DataFolder {
  readonly path: string
  /** File names in it, without SOURCES.yaml and README.md. */
  readonly files: readonly string[]
  /** Parsed SOURCES.yaml; undefined where there is none. */
  readonly sources: unknown
}

export function checkFacts(folders: readonly DataFolder[], today: string): string[] {
  return folders.flatMap(({ path, files, sources }) => {
    if (files.length === 0) return []
    if (sources === undefined) return [`${path} has files and no SOURCES.yaml.`]
    const parsed = Sources.safeParse(sources)
    if (!parsed.success)
      return parsed.error.issues.map(
        (issue) => `${path}/SOURCES.yaml, ${issue.path.join('.')}: ${issue.message}.`,
      )
    const named = Object.keys(parsed.data)
    return [
      ...files
        .filter((file) => !named.includes(file))
        .map((file) => `${path}/${file} is not named in SOURCES.yaml.`),
      ...named
        .filter((name) => !files.includes(name))
        .map((name) => `${path}/SOURCES.yaml names ${name}, which is not there.`),
      ...Object.entries(parsed.data)
        .filter(([, source]) => source.bestBefore !== undefined && source.bestBefore < today)
        .map(
          ([name, source]) =>
            `${path}/${name} was best before ${source.bestBefore}: renew it or mark it expired.`,
        ),
    ]
  })
}
