// Brand: a type that only its own parser can make. One symbol, one definition.

declare const brand: unique symbol

export type Brand<T, Name extends string> = T & { readonly [brand]: Name }
