// Routes, and the types of what they take and give
export type { CheckedInputOf, InputOf, OutputOf, RouteId } from './api.ts'
export { routes } from './api.ts'
export type { RefusalBody, Route } from './route.ts'
export { COMMON_REFUSALS } from './route.ts'
export type { FileRoute } from './files.ts'
export { fileRoutes } from './files.ts'

// Who may do what
export type { Permission, Role } from './permission.ts'
export { mayDo, PERMISSIONS, permissionsOf, ROLES } from './permission.ts'
export { linkAddress, linkToken } from './link.ts'

// Its refusals
export { contractCodes } from './errors.ts'

// Shapes by name
export type { RecordFilter, RecordRow, WireJudgement } from './shapes.ts'
export type { WireSource } from './routes/case.ts'
export type { WireCandidate, WireIdentifier } from './routes/people.ts'
export type { WireMatch } from './routes/media.ts'
export type { JobRequest, WireJob } from './routes/jobs.ts'
export { jobRequest, REPORT_FORMATS } from './routes/jobs.ts'
