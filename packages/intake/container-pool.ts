// Packed files inside the evidence are opened when one of their members is, shared among the members open at a time, and
// a few are kept for the members that come next. So ten thousand small archives do not hold ten thousand descriptors, and
// a gzipped archive is not inflated anew for each member.

import type { ByteSource, Issue } from '@manumit/base'
import { closedEntry } from './packed.ts'
import type { OpenedEntry } from './tree.ts'

const KEPT_IDLE = 4

export interface SharedContainer {
  /**
   * The packed file's bytes for as long as an `acquire` is open; empty otherwise. An index built on it once serves again
   * after it was closed and reopened.
   */
  readonly source: ByteSource
  /** Opens the packed file, or joins those who have it open. Close what it gives. */
  acquire(): Promise<OpenedEntry>
}

export interface ContainerPool {
  share(open: () => Promise<OpenedEntry>): SharedContainer
  /** Closes those kept idle; those in use close with their last member. */
  close(): readonly Issue[]
}

export function makeContainerPool(keptIdle = KEPT_IDLE): ContainerPool {
  const idle = new Map<SharedContainer, () => void>()
  const changes: Issue[] = []
  let kept = keptIdle

  const trim = (): void => {
    for (const [container, shut] of idle) {
      if (idle.size <= kept) return
      idle.delete(container)
      shut()
    }
  }

  const share: ContainerPool['share'] = (open) => {
    let opening: Promise<OpenedEntry> | null = null
    let target: ByteSource | null = null
    let users = 0

    const shut = (opened: OpenedEntry) => (): void => {
      changes.push(...opened.close())
      opening = null
      target = null
    }
    const container: SharedContainer = {
      source: {
        get size() {
          return target?.size ?? 0
        },
        read: (offset, length) => target?.read(offset, length) ?? new Uint8Array(0),
      },
      acquire: async () => {
        users += 1
        idle.delete(container)
        opening ??= open()
        const opened = await opening
        target = opened.bytes
        let isOpen = true
        return {
          bytes: opened.bytes && container.source,
          issues: opened.issues,
          close: () => {
            if (!isOpen) return []
            isOpen = false
            users -= 1
            if (users > 0) return []
            idle.set(container, shut(opened))
            trim()
            return []
          },
        }
      },
    }
    return container
  }

  return {
    share,
    close: () => {
      kept = 0
      trim()
      return changes.splice(0)
    },
  }
}

/** A member of a container: the container is opened before it and released with it. */
export async function openInside(
  container: SharedContainer,
  open: () => Promise<OpenedEntry> | OpenedEntry,
): Promise<OpenedEntry> {
  const outer = await container.acquire()
  if (outer.bytes === null) {
    outer.close()
    return closedEntry(...outer.issues)
  }
  const inner = await open()
  if (inner.bytes === null) outer.close()
  return {
    bytes: inner.bytes,
    issues: inner.issues,
    close: () => {
      const changes = inner.close()
      outer.close()
      return changes
    },
  }
}
