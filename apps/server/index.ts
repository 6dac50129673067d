// Starting it
export type { DeskRequest, StartedDesk } from './start-desk.ts'
export { startDesk } from './load-desk.ts'
export type { Endpoint } from './listen.ts'
export { serverCodes } from './errors.ts'
export type { StartLink } from './links.ts'

// What answers a route
export type { CallContext, Handler, HandlersOf, Jobs } from './handler.ts'
export type {
  CaseRoutes,
  JobRoutes,
  MediaRoutes,
  PeopleRoutes,
  RecordRoutes,
  SessionRoutes,
} from './areas.ts'
