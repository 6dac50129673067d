// The tables of codes that work on a case may meet: those of the packages it joins, and its own. Whoever shows a code takes
// its sentence from here, so that a new package's codes have theirs everywhere by one line.

import { artifactCodes } from '@manumit/artifacts'
import type { CodeTable } from '@manumit/base'
import { formatsCodes, sqliteCodes } from '@manumit/formats'
import { hashingCodes } from '@manumit/hashing'
import { intakeCodes } from '@manumit/intake'
import { ioCodes } from '@manumit/io'
import { linkageCodes } from '@manumit/linkage'
import { matchingCodes } from '@manumit/matching'
import { storeCodes } from '@manumit/store'
import { caseworkCodes } from './errors.ts'

export const caseCodeTables: readonly CodeTable[] = [
  artifactCodes,
  caseworkCodes,
  formatsCodes,
  hashingCodes,
  intakeCodes,
  ioCodes,
  linkageCodes,
  matchingCodes,
  sqliteCodes,
  storeCodes,
]
