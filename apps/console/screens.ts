// The screens, one line each: this list gives addresses, navigation, go-to keys and help. A screen loads when it is opened.

import type { Permission } from '@manumit/contract'
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { MessageKey } from './messages/message.ts'
import type { IconName } from './parts/icon.tsx'

export interface ScreenProps {
  /** Parts of the address. */
  readonly params: Readonly<Record<string, string>>
  /** What the screen that led here handed over, in memory. */
  readonly carried: unknown
}

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
]
