// The demonstration case: two phones, a picture folder and two banks, all invented, written from the recipes beside it.

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeAndroidTree } from '../android/tree.ts'
import { makeIosBackup } from '../ios/backup.ts'
import type { MadePhone, PhonePlan } from '../phone-plan.ts'
import { readPhoneRecipe } from '../recipe.ts'
import { DEMO_STORY, type DemoCase } from './expected.ts'
import { makeDemoPictures } from './pictures.ts'
import { demoReadme } from './readme.ts'

/** Folder of the iOS backup, inside the case. */
export const DEMO_PHONE_A = 'phone-a-ios-backup'
/** Folder of the Android tree, inside the case. */
export const DEMO_PHONE_B = 'phone-b-android'

/** What may vary. */
export interface DemoOptions {
  /** Varies the small talk, the filler calls and visits; the story and the pictures of the bank stay. */
  readonly seed?: string
}

/** Writes the case into `folder`, which is made where it is missing. The same seed gives the same bytes. */
export async function makeDemoCase(folder: string, { seed }: DemoOptions = {}): Promise<DemoCase> {
  mkdirSync(folder, { recursive: true })
  const seeded = (suffix: string) => (seed === undefined ? {} : { seed: `${seed}-${suffix}` })
  const phoneA = await makeIosBackup(join(folder, DEMO_PHONE_A), {
    ...readPhoneRecipe('phone-a.yaml'),
    ...seeded('a'),
  })
  const phoneB = await makeAndroidTree(join(folder, DEMO_PHONE_B), {
    ...readPhoneRecipe('phone-b.yaml'),
    ...seeded('b'),
  })
  const pictures = await makeDemoPictures(folder)
  const demo: DemoCase = {
    note: 'Everything here is invented. Counts are rows of the last state, write-ahead logs applied.',
    phones: { [DEMO_PHONE_A]: phoneA.counts, [DEMO_PHONE_B]: phoneB.counts },
    sharedNumbers: sharedNumbers(phoneA, phoneB),
    story: {
      ...DEMO_STORY,
      hub: { ...DEMO_STORY.hub, entries: entriesOf(DEMO_STORY.hub.number, phoneA, phoneB) },
    },
    pictures,
  }
  writeFileSync(join(folder, 'expected.json'), `${JSON.stringify(demo, null, 2)}\n`)
  writeFileSync(join(folder, 'README.txt'), demoReadme(demo))
  return demo
}

/** Address-book entries of both phones that list the number. */
const entriesOf = (number: string, ...phones: readonly MadePhone[]): number =>
  phones
    .flatMap(({ plan }) => plan.recipe.contacts)
    .filter((contact) => contact.phones.some((phone) => phone.replaceAll(' ', '') === number)).length

function sharedNumbers(a: MadePhone, b: MadePhone): string[] {
  const onB = numbersOf(b.plan)
  return [...numbersOf(a.plan)].filter((number) => onB.has(number)).sort()
}

/** Numbers of conversations, calls and contacts, without blanks; names such as EXAMPLEPAY are no numbers. */
function numbersOf({ recipe, calls }: PhonePlan): Set<string> {
  const numbers = [
    ...recipe.conversations.flatMap((conversation) => conversation.with),
    ...recipe.contacts.flatMap((contact) => contact.phones),
    ...calls.map((call) => call.in ?? call.out ?? ''),
  ]
  return new Set(
    numbers.map((number) => number.replaceAll(' ', '')).filter((number) => /^\+\d+$/.test(number)),
  )
}
