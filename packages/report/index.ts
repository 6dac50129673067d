// Records as JSON objects and rows of cells
export type { Column, JsonRaw, ReportRecord } from './record.ts'
export { columnsOf, jsonRaw, phonePlaceText, placeText, rawText, recordObject } from './record.ts'

// Fields and captions as text
export { captionOf, coordinatesText, fieldText, momentText, partyText } from './field-text.ts'
