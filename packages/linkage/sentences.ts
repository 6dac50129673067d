// English sentences for reasons, by id. `{name}` stands for a datum. No sentence names a person by what was done to them,
// and no score is one for anything but whether two are one.

/** Sentence id → template. */
export const sentences: Readonly<Record<string, string>> = {}

/** The sentence with its data put in; data it lacks stay as `{name}`. */
export const sentenceText = (id: string, data: Readonly<Record<string, string | number>>): string =>
  (sentences[id] ?? id).replace(/\{(\w+)\}/g, (whole, name: string) => String(data[name] ?? whole))
