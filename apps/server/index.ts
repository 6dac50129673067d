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
