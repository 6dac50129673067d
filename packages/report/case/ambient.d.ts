// Types of the parts of two libraries without types that the ontology's test uses.

declare module 'jsonld' {
  const jsonld: {
    toRDF(document: unknown, options: { readonly format: 'application/n-quads' }): Promise<string>
  }
  export default jsonld
}

declare module 'shacl-engine' {
  interface Term {
    readonly value: string
  }

  export interface ValidationResult {
    readonly severity: Term
    readonly message: readonly Term[]
  }

  export class Validator {
    constructor(shapes: object, options: { readonly factory: unknown; readonly validations: unknown })
    validate(
      data: { readonly dataset: object; readonly terms: readonly Term[] },
      shapes: readonly { readonly terms: readonly Term[] }[],
    ): Promise<{ readonly results: readonly ValidationResult[] }>
  }
}

declare module 'shacl-engine/sparql.js' {
  export const validations: unknown
}
