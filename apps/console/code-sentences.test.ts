import { COMMON_REFUSALS, routes } from '@manumit/contract'
import { errorTables } from '@manumit/rules'
import { expect, it } from 'vitest'
import { sentencesOfCodes } from './code-sentences.ts'

const sentences = sentencesOfCodes()

it('has a sentence for each refusal that a route declares', () => {
  const declared = new Set([...COMMON_REFUSALS, ...routes.flatMap(({ refusals }) => refusals)])
  expect([...declared].filter((code) => !(code in sentences))).toEqual([])
})

it('has a sentence for whatever a job may end with, and each issue of evidence', async () => {
  const ofCases = /^(?:packages\/(?!footprint|importers|quantities)|shell\/|apps\/casework\/)/
  const codes = (await errorTables())
    .filter(({ path }) => ofCases.test(path))
    .flatMap(({ table }) => Object.keys(table))
  expect(codes.filter((code) => !(code in sentences))).toEqual([])
})
