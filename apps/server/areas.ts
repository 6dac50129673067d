// Which routes belong to which file under handlers/. By the first part of their ids, so that no route is in two.

import type { RouteId } from '@manumit/contract'

type RoutesOf<Domain extends string> = Extract<RouteId, `${Domain}.${string}`>

/** handlers/session.ts */
export type SessionRoutes = RoutesOf<'session' | 'accounts' | 'approvals'>
/** handlers/case.ts */
export type CaseRoutes = RoutesOf<'case' | 'sources' | 'issues' | 'files'>
/** handlers/records.ts */
export type RecordRoutes = RoutesOf<'timeline' | 'conversations' | 'search' | 'records' | 'places'>
/** handlers/people.ts */
export type PeopleRoutes = RoutesOf<'identifiers' | 'candidates' | 'carriers' | 'names' | 'graph'>
/** handlers/media.ts */
export type MediaRoutes = RoutesOf<'matches' | 'scans' | 'banks'>
/** handlers/jobs.ts */
export type JobRoutes = RoutesOf<'jobs' | 'uploads' | 'folders' | 'audit'>
