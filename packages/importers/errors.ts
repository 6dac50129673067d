// What may be wrong with a published table.

import { defineCodes } from '@manumit/base'

export const importerCodes = defineCodes({
  E_TABLE_COLUMN_MISSING: {
    severity: 'error',
    summary: '{file} has no column {column}: none of its rows was read.',
  },
  E_TABLE_COLUMN_NEW: { severity: 'warning', summary: '{file} has the column {column}, which is not read.' },
  E_TABLE_VALUE: {
    severity: 'error',
    summary: '{file}, line {line}: “{value}” is no {type} for {column}; the row was left out.',
  },
  E_TABLE_CODE_UNKNOWN: {
    severity: 'error',
    summary: '{file}, line {line}: {column} “{value}” is not known; the row was left out.',
  },
})
