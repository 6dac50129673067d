// Where products are looked for, in the order in which they are shown. Their titles are each language's own.

export const CATEGORIES = [
  'food',
  'drink',
  'clothing',
  'footwear',
  'home-textiles',
  'electronics',
  'appliances',
  'jewellery',
  'cosmetics',
  'medicine-cabinet',
  'toys',
  'sports',
  'furniture',
  'household',
  'car',
  'building',
  'solar',
  'services',
] as const

/** `drink` holds tobacco too, `building` the energy a home takes, `solar` batteries and heat pumps. */
export type Category = (typeof CATEGORIES)[number]
