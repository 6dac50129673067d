// The text that lies beside the demonstration case, for the person who opens the folder.

import type { DemoCase } from './expected.ts'

/** README.txt of the case. */
export function demoReadme({ phones, pictures, sharedNumbers }: DemoCase): string {
  const counts = Object.entries(phones).map(([name, kinds]) => {
    const parts = Object.entries(kinds).map(([kind, count]) => `${kind} ${count}`)
    return `${name}/\n    ${parts.join(', ')}`
  })
  return `Demonstration case of Manumit
=============================

EVERYTHING HERE IS INVENTED: the people, the messages, the firms, the adverts, the pictures. Phone numbers are from ranges
kept for fiction (+44 7700 900xxx, +1 202 555-01xx), internet names from domains reserved for examples. The pictures were
drawn by a program. No real phone was read, and nothing here may be taken for a report about anybody.

The story: a firm that does not exist offers work in a hotel with travel paid. From one phone people are recruited and a
ledger of debts is kept; the other is a driver's. Both know one more number, under different names.

${counts.join('\n')}
pictures/
    ${pictures.files.length} files: copies of known pictures, unrelated ones, a torn one, and files that are no pictures
bank.csv
    hashes of ${pictures.entries.length} invented "known" pictures: drawings of bridges, a lighthouse, a teapot
expected.json
    how many records each source holds, and which file was made from which known picture

Numbers that records of both phones name: ${sharedNumbers.length}

To try:
    manumit add ${Object.keys(phones)[0]}
    manumit add ${Object.keys(phones)[1]}
    manumit timeline
    manumit search bridge
    manumit bank import bank.csv --name demo --material demonstration
    manumit scan pictures --bank demo

Some commits of the message databases stand in their write-ahead logs only, some rows were removed or changed, some copies
of pictures are cut so that a perceptual hash misses them. That is on purpose.
`
}
