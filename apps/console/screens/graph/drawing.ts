// What this browser draws with, and the colours in use, read from the page.

import type { Palette } from './scene.ts'

export type Drawing = 'hardware' | 'software' | 'none'

/** Asked once a page: a context is costly. */
export function drawingOf(): Drawing {
  const context = document.createElement('canvas').getContext('webgl2')
  if (context === null) return 'none'
  const info = context.getExtension('WEBGL_debug_renderer_info')
  const renderer = String(context.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER))
  context.getExtension('WEBGL_lose_context')?.loseContext()
  return /swiftshader|llvmpipe|software|basic render/i.test(renderer) ? 'software' : 'hardware'
}

const VARIABLES: Readonly<Record<keyof Palette, string>> = {
  node: '--kind-message',
  device: '--accent',
  hub: '--warn',
  other: '--kind-other',
  edge: '--graph-edge',
  judged: '--good',
  candidate: '--kind-call',
  ink: '--ink',
  surface: '--surface',
}

/** Colours for the appearance in use. A variable keeps both; only an element's colour is resolved. */
export function readPalette(container: HTMLElement): Palette {
  const probe = document.createElement('span')
  container.append(probe)
  const entries = Object.entries(VARIABLES).map(([name, variable]) => {
    probe.style.color = `var(${variable})`
    return [name, getComputedStyle(probe).color] as const
  })
  probe.remove()
  return Object.fromEntries(entries) as unknown as Palette
}

/** Calls back when the appearance changes; gives the function that ends it. */
export function onAppearance(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  const dark = matchMedia('(prefers-color-scheme: dark)')
  dark.addEventListener('change', changed)
  return () => {
    observer.disconnect()
    dark.removeEventListener('change', changed)
  }
}
