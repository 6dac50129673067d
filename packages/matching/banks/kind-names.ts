// What lists call the kinds of their hashes. Sources: facebook/ThreatExchange (HASH_PDQ, pdq, video_md5, …), NCMEC hash
// sharing v2 (PDQ, PDNA, …), StopNCII (ImagePDQ, …), Tech Against Terrorism, the ICSE list (column heads).

/** Names in lower case without blanks and signs → kind. Kinds that `hashKind` does not know are carried, not matched. */
const KIND_OF_NAME: ReadonlyMap<string, string> = new Map(
  Object.entries({
    pdq: ['pdq', 'hashpdq', 'imagepdq'],
    md5: ['md5', 'hashmd5', 'imagemd5'],
    sha1: ['sha1', 'hashsha1'],
    sha256: ['sha256', 'hashsha256'],
    sha512: ['sha512', 'hashsha512'],
    photodna: ['pdna', 'photodna', 'hashphotodna', 'imagephotodna'],
    'photodna-video': ['ssvhpdna'],
    'safer-video': ['ssvhsaferhash'],
    'video-md5': ['videomd5', 'hashvideomd5'],
    'video-pdq': ['vpdq', 'videovpdq', 'videopdq'],
    tmk: ['tmk', 'tmkpdqf', 'videotmk', 'videotmkpdqf', 'hashtmk'],
    netclean: ['netclean'],
    videntifier: ['videntifier'],
    url: ['url'],
    text: ['text', 'rawtext', 'trendquery'],
  }).flatMap(([kind, names]) => names.map((name) => [name, kind] as const)),
)

/** The kind a list means by a name, in any spelling of it (`SHA-256`, `sha_256`); null for a name not known. */
export const kindOfName = (name: string): string | null =>
  KIND_OF_NAME.get(name.toLowerCase().replace(/[\s_-]/g, '')) ?? null
