// The screens, one line each: this list gives addresses, navigation, go-to keys and help. A screen loads when it is opened.

import type { Permission } from '@manumit/contract'
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { ScreenProps } from './frame/screen-props.ts'
import type { MessageKey } from './messages/message.ts'
import type { IconName } from './parts/icon.tsx'

export interface Screen {
  readonly id: string
  readonly path: string
  readonly title: MessageKey
  readonly permission: Permission
  /** Where it stands in the navigation; null: reached from another screen. */
  readonly group: 'case' | 'records' | 'people' | 'pictures' | 'work' | null
  readonly icon: IconName
  /** With `g` before it, opens the screen. */
  readonly key: string | null
  readonly View: LazyExoticComponent<ComponentType<ScreenProps>>
}

const view = (load: () => Promise<ComponentType<ScreenProps>>): Screen['View'] =>
  lazy(async () => ({ default: await load() }))

// biome-ignore format: one line per screen
export const screens: readonly Screen[] = [
  { id: 'overview', path: '/', title: 'overview.title', permission: 'read', group: 'case', icon: 'case', key: 'o', View: view(async () => (await import('./screens/overview/overview.tsx')).OverviewView) },
  { id: 'issues', path: '/issues', title: 'issues.title', permission: 'read', group: 'case', icon: 'warning', key: 'i', View: view(async () => (await import('./screens/issues/issues-view.tsx')).IssuesView) },
  { id: 'files', path: '/files', title: 'files.title', permission: 'read', group: 'case', icon: 'record', key: 'f', View: view(async () => (await import('./screens/files/files-view.tsx')).FilesView) },
  { id: 'timeline', path: '/timeline', title: 'timeline.title', permission: 'read', group: 'records', icon: 'timeline', key: 't', View: view(async () => (await import('./screens/timeline/timeline-view.tsx')).TimelineView) },
  { id: 'conversations', path: '/conversations', title: 'conversations.title', permission: 'read', group: 'records', icon: 'conversations', key: 'c', View: view(async () => (await import('./screens/conversations/conversations-view.tsx')).ConversationsView) },
  { id: 'search', path: '/search', title: 'search.title', permission: 'read', group: 'records', icon: 'search', key: 's', View: view(async () => (await import('./screens/search/search-view.tsx')).SearchView) },
  { id: 'record', path: '/records/:id', title: 'record.screen', permission: 'read', group: null, icon: 'record', key: null, View: view(async () => (await import('./screens/record/record-view.tsx')).RecordView) },
  { id: 'people', path: '/people', title: 'people.title', permission: 'read', group: 'people', icon: 'people', key: 'p', View: view(async () => (await import('./screens/people/people-view.tsx')).PeopleView) },
  { id: 'candidates', path: '/candidates', title: 'candidates.title', permission: 'read', group: 'people', icon: 'candidates', key: 'd', View: view(async () => (await import('./screens/candidates/candidates-view.tsx')).CandidatesView) },
  { id: 'graph', path: '/graph', title: 'graph.title', permission: 'read', group: 'people', icon: 'graph', key: 'n', View: view(async () => (await import('./screens/graph/graph-view.tsx')).GraphView) },
  { id: 'names', path: '/names', title: 'names.title', permission: 'read', group: 'people', icon: 'names', key: 'w', View: view(async () => (await import('./screens/names/names-view.tsx')).NamesView) },
  { id: 'shares', path: '/shares', title: 'shares.title', permission: 'read', group: 'people', icon: 'hub', key: 'y', View: view(async () => (await import('./screens/shares/shares-view.tsx')).SharesView) },
  { id: 'map', path: '/map', title: 'map.title', permission: 'read', group: 'pictures', icon: 'map', key: 'm', View: view(async () => (await import('./screens/map/map-view.tsx')).MapView) },
  { id: 'media', path: '/media', title: 'media.title', permission: 'read', group: 'pictures', icon: 'media', key: 'e', View: view(async () => (await import('./screens/media/media-view.tsx')).MediaView) },
  { id: 'jobs', path: '/jobs', title: 'jobs.title', permission: 'read', group: 'work', icon: 'jobs', key: 'j', View: view(async () => (await import('./screens/jobs/jobs-view.tsx')).JobsView) },
  { id: 'add', path: '/add', title: 'add.title', permission: 'scan', group: 'work', icon: 'add', key: 'a', View: view(async () => (await import('./screens/add/add-view.tsx')).AddView) },
  { id: 'reports', path: '/reports', title: 'reports.title', permission: 'read', group: 'work', icon: 'report', key: 'r', View: view(async () => (await import('./screens/reports/reports-view.tsx')).ReportsView) },
  { id: 'approvals', path: '/approvals', title: 'approvals.title', permission: 'read', group: 'work', icon: 'approvals', key: 'v', View: view(async () => (await import('./screens/approvals/approvals-view.tsx')).ApprovalsView) },
  { id: 'accounts', path: '/accounts', title: 'accounts.title', permission: 'administer', group: 'work', icon: 'accounts', key: 'u', View: view(async () => (await import('./screens/accounts/accounts-view.tsx')).AccountsView) },
  { id: 'audit', path: '/audit', title: 'audit.title', permission: 'read', group: 'work', icon: 'audit', key: 'l', View: view(async () => (await import('./screens/audit/audit-view.tsx')).AuditView) },
]
