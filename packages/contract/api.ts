// The routes, one line each, and the types a client needs of them.

import type { z } from 'zod'
import { caseOverview, filesPage, issuesPage, sourcesDeclare, sourcesWiden } from './routes/case.ts'
import {
  auditPage,
  auditVerify,
  foldersList,
  jobsList,
  jobsResume,
  jobsStart,
  jobsStop,
  uploadsBegin,
} from './routes/jobs.ts'
import { banksRemove, matchesJudge, matchesPage, scansList } from './routes/media.ts'
import {
  candidatesGet,
  candidatesJudge,
  candidatesPage,
  carriersShares,
  graphExpand,
  identifiersGet,
  identifiersPage,
  namesPage,
} from './routes/people.ts'
import {
  conversationsMessages,
  conversationsPage,
  placesList,
  recordsBytes,
  recordsGet,
  searchQuery,
  timelineHistogram,
  timelinePage,
} from './routes/records.ts'
import {
  accountsChange,
  accountsInvite,
  accountsList,
  approvalsDecide,
  approvalsList,
  sessionClaim,
  sessionLink,
  sessionPasskeyOptions,
  sessionRecover,
  sessionSignIn,
  sessionSignOut,
  sessionStatus,
} from './routes/session.ts'

export const routes = [
  sessionStatus,
  sessionLink,
  sessionClaim,
  sessionPasskeyOptions,
  sessionSignIn,
  sessionRecover,
  sessionSignOut,
  accountsList,
  accountsInvite,
  accountsChange,
  approvalsList,
  approvalsDecide,
  caseOverview,
  sourcesDeclare,
  sourcesWiden,
  issuesPage,
  filesPage,
  timelinePage,
  timelineHistogram,
  conversationsPage,
  conversationsMessages,
  searchQuery,
  recordsGet,
  recordsBytes,
  placesList,
  identifiersPage,
  identifiersGet,
  candidatesPage,
  candidatesGet,
  candidatesJudge,
  carriersShares,
  namesPage,
  graphExpand,
  matchesPage,
  matchesJudge,
  scansList,
  banksRemove,
  jobsStart,
  jobsList,
  jobsStop,
  jobsResume,
  uploadsBegin,
  foldersList,
  auditPage,
  auditVerify,
] as const

type AnyRoute = (typeof routes)[number]
export type RouteId = AnyRoute['id']
type RouteOf<Id extends RouteId> = Extract<AnyRoute, { readonly id: Id }>
/** What a call sends. */
export type InputOf<Id extends RouteId> = z.input<RouteOf<Id>['input']>
/** What a handler gets, after checking. */
export type CheckedInputOf<Id extends RouteId> = z.output<RouteOf<Id>['input']>
/** What a call answers. */
export type OutputOf<Id extends RouteId> = z.output<RouteOf<Id>['output']>
