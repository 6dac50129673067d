// Who may do what. A route declares one permission, a role holds several; the server asks nothing else.

/** What a route may ask for. `open` asks nobody to be signed in, `self` that somebody is. */
export const PERMISSIONS = [
  'open',
  'self',
  'read',
  'add',
  'scan',
  'judge',
  'export',
  'approve',
  'administer',
] as const
export type Permission = (typeof PERMISSIONS)[number]

/** Roles, from the widest. */
export const ROLES = ['owner', 'examiner', 'analyst', 'reviewer', 'read-only'] as const
export type Role = (typeof ROLES)[number]

const EACH: readonly Permission[] = ['open', 'self', 'read']

/** What each role may do. A reviewer approves what others ask for and judges, but adds nothing. */
export const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  owner: PERMISSIONS,
  examiner: [...EACH, 'add', 'scan', 'judge', 'export'],
  analyst: [...EACH, 'scan', 'judge', 'export'],
  reviewer: [...EACH, 'judge', 'approve'],
  'read-only': EACH,
}

export const mayDo = (role: Role | null, permission: Permission): boolean =>
  permission === 'open' || (role !== null && permissionsOf[role].includes(permission))
