// What an archive is made of, for machines (CycloneDX JSON) and for people (a list of licences). Both come from the lock
// file; no time and no chance goes in, so that the same archive has the same bill.

import type { LockedPackage } from './locked-packages.ts'

/** A package of the archive, and how it is in there. */
export interface Ingredient extends LockedPackage {
  /** `module`: lies in node_modules; `bundled`: built into the console's files; `runtime`: the program that runs it all. */
  readonly use: 'module' | 'bundled' | 'runtime'
}

interface Bill {
  readonly version: string
  readonly ingredients: readonly Ingredient[]
}

/** A CycloneDX 1.6 document, as text. Source: cyclonedx.org, JSON reference 1.6. */
export function cycloneDx({ version, ingredients }: Bill): string {
  const product = `pkg:generic/manumit@${version}`
  const document = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': product,
        name: 'manumit',
        version,
        licenses: [{ license: { id: 'Apache-2.0' } }],
        purl: product,
      },
    },
    components: ingredients.map((each) => ({
      type: each.use === 'runtime' ? 'platform' : 'library',
      'bom-ref': refOf(each),
      name: each.name,
      version: each.version,
      ...(each.integrity === '' ? {} : { hashes: [hashOf(each.integrity)] }),
      licenses: [licenceOf(each.licence)],
      purl: purlOf(each),
      properties: [{ name: 'manumit:use', value: each.use }],
    })),
    dependencies: [{ ref: product, dependsOn: ingredients.map(refOf) }],
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

/** The licences as Markdown: one line a package. */
export function licenceList({ version, ingredients }: Bill): string {
  const rows = ingredients.map(
    ({ name, version: of, licence, use, path }) =>
      `| ${name} | ${of} | ${licence} | ${use === 'bundled' ? 'in the console’s files' : use === 'runtime' ? 'runtime/' : `app/${path}/`} |`,
  )
  return `# What manumit ${version} is made of

Manumit itself is under the Apache License 2.0 (LICENSE). Third-party packages with the licence each states; their texts
lie in their folders, those of the console’s packages in CONSOLE-LICENCES.txt.

| package | version | licence | where |
|---|---|---|---|
${rows.join('\n')}
`
}

/** An SPDX id, an expression of them, or what its author wrote instead. */
function licenceOf(text: string): object {
  if (/^[\w.+-]+$/.test(text)) return { license: { id: text } }
  return / (?:AND|OR|WITH) /.test(text) ? { expression: text } : { license: { name: text } }
}

const purlOf = ({ name, version }: LockedPackage): string => `pkg:npm/${name.replace('@', '%40')}@${version}`

/** A package may be in there twice, as a module and in the console's files. */
const refOf = (each: Ingredient): string => `${purlOf(each)}#${each.use}/${each.path}`

function hashOf(integrity: string): { readonly alg: string; readonly content: string } {
  const [kind, base64 = ''] = integrity.split('-', 2)
  return {
    alg: kind === 'sha512' ? 'SHA-512' : kind === 'sha256' ? 'SHA-256' : 'SHA-1',
    content: Buffer.from(base64, 'base64').toString('hex'),
  }
}
