// Units
export type { Unit } from './unit.ts'
export { combined, isSameMeasure, measureOf, parseUnit } from './unit.ts'

// Quantities
export type { Quantity } from './quantity.ts'
export { convert, product, quantity, quotient, sum } from './quantity.ts'

// Refusals
export { quantityCodes } from './errors.ts'
