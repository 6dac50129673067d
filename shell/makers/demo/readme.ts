// The text that lies beside the demonstration case, for the person who opens the folder.

import type { DemoCase } from './expected.ts'
import { DEMO_BANKS } from './pictures.ts'

/** README.txt of the case. */
export function demoReadme({ phones, pictures, story }: DemoCase): string {
  const counts = Object.entries(phones).map(([name, kinds]) => {
    const parts = Object.entries(kinds).map(([kind, count]) => `${kind} ${count}`)
    return `${name}/\n    ${parts.join(', ')}`
  })
  const [shown, textOnly] = DEMO_BANKS
  return `Demonstration case of Manumit
=============================

EVERYTHING HERE IS INVENTED: the people, the messages, the firms, the adverts, the help line, the pictures. Phone numbers
are from ranges kept for fiction (+44 7700 900xxx, +1 202 555-01xx), internet names from domains reserved for examples. The
pictures were drawn by a program; the places they name are bridges, ports and the sea. No real phone was read, and nothing
here may be taken for a report about anybody.

The story, 2 to 22 March 2026: Elena answers an advert for work in a hotel, travel paid. She is driven across Europe with
four others and finds a packing hall, a shared room, and a debt that grows. Phone A is hers, handed over by her consent.
Phone B is the driver's, Teo's. Who runs it stays behind two telephone numbers and two names.

What can be found in ten minutes (the answers are in expected.json):
  1. Who is Vera on phone A, and who is Lena on phone B? What speaks for one person, and what against?
  2. Her number changes in the second week. Which follows which, and how was it announced?
  3. One number stands in ${story.hub.entries} address-book entries of both phones. Why does it tie nobody to anybody?
  4. Tom and Kadri share a number too. Are they one person?
  5. Which site did nobody visit before the offer, and by what link was it reached?
  6. What did a message about a debt say before it was changed? Where does the earlier text stand?
  7. Along which road do the pictures lie, and where is the gap?

${counts.join('\n')}
pictures/
    ${pictures.files.length} files: copies of known pictures, unrelated ones, a torn one, and files that are no pictures
${shown.file}
    hashes of ${pictures.entries.length} invented "known" pictures: drawings of bridges, a lighthouse, a teapot
${textOnly.file}
    hashes of ${pictures.textOnlyEntries.length} patterns. To be imported as unlawful material, only to show how such matches are handled: as text,
    never as a picture. Nothing about the patterns is unlawful.
expected.json
    how many records each source holds, the answers, and which file was made from which known picture

To try:
    manumit add ${Object.keys(phones)[0]} --holder person-harmed
    manumit add ${Object.keys(phones)[1]} --holder person-investigated
    manumit timeline
    manumit search passport
    manumit bank import ${shown.file} --name ${shown.name} --material ${shown.material}
    manumit scan pictures --bank ${shown.name}

Some commits of the message databases stand in their write-ahead logs only, some rows were removed or changed, Safari's
history is not read yet, some copies of pictures are cut so that a perceptual hash misses them. That is on purpose.
`
}
