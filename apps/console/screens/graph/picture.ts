// The picture of the graph in WebGL, by sigma. Not React and not pure: it holds a drawing surface. Nodes are handed over in
// slices, a few milliseconds a frame; dashed candidates and marks are drawn on a plain canvas above. Importing sigma in Node
// throws, so nothing that is tested there imports this file.

import { MultiUndirectedGraph } from 'graphology'
import Sigma from 'sigma'
import { type Palette, type Scene, type SceneInput, type SceneMark, sceneSlices } from './scene.ts'

export interface PictureEvents {
  readonly onSelect: (key: string | null) => void
  readonly onExpand: (key: string) => void
  readonly onMove: (key: string, x: number, y: number) => void
}

export interface Picture {
  /** Computes the scene and hands it over, a slice a frame. A later call takes an earlier one back. */
  readonly show: (input: SceneInput) => void
  readonly select: (key: string | null) => void
  /** Moves the view to a node. */
  readonly look: (key: string) => void
  readonly fit: () => void
  readonly zoom: (factor: number) => void
  readonly end: () => void
}

type NodeData = { x: number; y: number; size: number; color: string; label: string; forceLabel: boolean }
type EdgeData = { size: number; color: string }
type DrawnGraph = MultiUndirectedGraph<NodeData, EdgeData>

/** Our share of a frame while a scene is handed over. */
const SLICE_MILLISECONDS = 5
const SLICE_ITEMS = 400

const emptyDrawn = (): DrawnGraph => new MultiUndirectedGraph<NodeData, EdgeData>()

/** Fails where the browser gives no WebGL 2; ask `hasWebgl` first. */
export function makePicture(container: HTMLElement, palette: Palette, events: PictureEvents): Picture {
  const sigma = new Sigma<NodeData, EdgeData>(emptyDrawn(), container, {
    allowInvalidContainer: true,
    defaultEdgeType: 'line',
    labelColor: { color: palette.ink },
    labelFont: 'system-ui, sans-serif',
    labelSize: 12,
    labelRenderedSizeThreshold: 5,
    labelDensity: 0.6,
    minCameraRatio: 0.02,
    maxCameraRatio: 4,
    stagePadding: 36,
    zIndex: false,
    // The stock hover draws black on white; the overlay marks what is under the pointer instead.
    defaultDrawNodeHover: () => {},
  })
  const overlay = sigma.createCanvas('manumit-overlay', { style: { pointerEvents: 'none' } })
  let scene: Scene = { nodes: [], edges: [], candidates: [], marks: [] }
  let colors = palette
  let selected: string | null = null
  let hovered: string | null = null
  let handingOver = 0

  const draw = () => drawOverlay({ sigma, overlay, scene, colors, selected, hovered })
  sigma.on('afterRender', draw)
  sigma.on('resize', draw)
  sigma.on('enterNode', ({ node }) => {
    hovered = node
    container.style.cursor = 'pointer'
    draw()
  })
  sigma.on('leaveNode', () => {
    hovered = null
    container.style.cursor = ''
    draw()
  })
  sigma.on('clickNode', ({ node }) => events.onSelect(node))
  sigma.on('clickStage', () => events.onSelect(null))
  sigma.on('doubleClickNode', ({ node, preventSigmaDefault }) => {
    preventSigmaDefault()
    events.onExpand(node)
  })
  listenForDrags(sigma, events)

  return {
    show: (input) => {
      cancelAnimationFrame(handingOver)
      const graph = emptyDrawn()
      const work = compose(graph, input)
      const goOn = () => {
        const until = performance.now() + SLICE_MILLISECONDS
        let slice = work.next()
        while (!slice.done && performance.now() < until) slice = work.next()
        if (!slice.done) {
          handingOver = requestAnimationFrame(goOn)
          return
        }
        scene = slice.value
        if (colors !== input.palette) {
          colors = input.palette
          sigma.setSetting('labelColor', { color: colors.ink })
        }
        if (hovered !== null && !graph.hasNode(hovered)) hovered = null
        sigma.setGraph(graph)
      }
      goOn()
    },
    select: (key) => {
      selected = key
      draw()
    },
    look: (key) => {
      const data = sigma.getNodeDisplayData(key)
      if (data === undefined) return
      const camera = sigma.getCamera()
      camera.animate({ x: data.x, y: data.y, ratio: Math.min(camera.ratio, 0.5) }, { duration: motion(300) })
    },
    fit: () => {
      sigma.setCustomBBox(null)
      sigma.getCamera().animate({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }, { duration: motion(250) })
      sigma.refresh()
    },
    zoom: (factor) => {
      const camera = sigma.getCamera()
      camera.animate({ ratio: camera.getBoundedRatio(camera.ratio / factor) }, { duration: motion(150) })
    },
    end: () => {
      cancelAnimationFrame(handingOver)
      sigma.kill()
    },
  }
}

const motion = (milliseconds: number): number =>
  matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : milliseconds

/** Computes a scene and puts it into a graph, pausing between slices. */
function* compose(graph: DrawnGraph, input: SceneInput): Generator<undefined, Scene> {
  const scene = yield* sceneSlices(input)
  const { nodes, edges } = scene
  for (const [index, { key, ...data }] of nodes.entries()) {
    graph.addNode(key, data)
    if (index % SLICE_ITEMS === SLICE_ITEMS - 1) yield
  }
  for (const [index, { id, left, right, size, color }] of edges.entries()) {
    graph.addEdgeWithKey(id, left, right, { size, color })
    if (index % SLICE_ITEMS === SLICE_ITEMS - 1) yield
  }
  return scene
}

/** A node follows the pointer; the view stands still meanwhile, and the click that ends a drag is no choice. */
function listenForDrags(sigma: Sigma<NodeData, EdgeData>, events: PictureEvents): void {
  let dragged: string | null = null
  let hasMoved = false
  sigma.on('downNode', ({ node }) => {
    dragged = node
    hasMoved = false
    if (!sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox())
  })
  sigma.on('moveBody', ({ event }) => {
    if (dragged === null || !sigma.getGraph().hasNode(dragged)) return
    hasMoved = true
    const place = sigma.viewportToGraph(event)
    sigma.getGraph().mergeNodeAttributes(dragged, { x: place.x, y: place.y })
    event.preventSigmaDefault()
    event.original.preventDefault()
  })
  const drop = () => {
    const key = dragged
    dragged = null
    if (key === null || !hasMoved || !sigma.getGraph().hasNode(key)) return
    const { x, y } = sigma.getGraph().getNodeAttributes(key)
    events.onMove(key, x, y)
  }
  sigma.on('upNode', drop)
  sigma.on('upStage', drop)
}

interface OverlayInput {
  readonly sigma: Sigma<NodeData, EdgeData>
  readonly overlay: HTMLCanvasElement
  readonly scene: Scene
  readonly colors: Palette
  readonly selected: string | null
  readonly hovered: string | null
}

function drawOverlay({ sigma, overlay, scene, colors, selected, hovered }: OverlayInput): void {
  const { width, height } = sigma.getDimensions()
  const pixels = devicePixelRatio
  if (overlay.width !== Math.round(width * pixels) || overlay.height !== Math.round(height * pixels)) {
    overlay.width = Math.round(width * pixels)
    overlay.height = Math.round(height * pixels)
    overlay.style.width = `${width}px`
    overlay.style.height = `${height}px`
  }
  const context = overlay.getContext('2d')!
  context.setTransform(pixels, 0, 0, pixels, 0, 0)
  context.clearRect(0, 0, width, height)
  const graph = sigma.getGraph()
  const at = (key: string) =>
    graph.hasNode(key) ? sigma.graphToViewport(graph.getNodeAttributes(key)) : null
  const radius = (key: string) => sigma.scaleSize(graph.getNodeAttribute(key, 'size'))

  context.strokeStyle = colors.candidate
  context.lineWidth = 2
  context.setLineDash([7, 5])
  context.beginPath()
  for (const [left, right] of scene.candidates) line(context, at(left), at(right))
  context.stroke()
  context.setLineDash([])

  if (selected !== null && graph.hasNode(selected)) {
    context.strokeStyle = colors.device
    context.lineWidth = 1.5
    context.beginPath()
    const from = at(selected)
    for (const neighbour of graph.neighbors(selected).slice(0, 400)) line(context, from, at(neighbour))
    context.stroke()
  }
  for (const mark of scene.marks) {
    const place = at(mark.key)
    if (place !== null) drawMark({ context, mark, place, radius: radius(mark.key), colors })
  }
  for (const key of new Set([selected, hovered])) {
    const place = key === null ? null : at(key)
    if (key === null || place === null) continue
    context.strokeStyle = colors.ink
    context.lineWidth = 2
    circle(context, place, radius(key) + 5)
    drawLabel({ context, text: graph.getNodeAttribute(key, 'label'), place, radius: radius(key), colors })
  }
}

interface Point {
  readonly x: number
  readonly y: number
}

function line(context: CanvasRenderingContext2D, from: Point | null, to: Point | null): void {
  if (from === null || to === null) return
  context.moveTo(from.x, from.y)
  context.lineTo(to.x, to.y)
}

function circle(context: CanvasRenderingContext2D, { x, y }: Point, radius: number): void {
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.stroke()
}

function drawMark(input: {
  readonly context: CanvasRenderingContext2D
  readonly mark: SceneMark
  readonly place: Point
  readonly radius: number
  readonly colors: Palette
}): void {
  const { context, mark, place, radius, colors } = input
  const { x, y } = place
  switch (mark.is) {
    case 'device':
      context.strokeStyle = colors.device
      context.lineWidth = 2
      circle(context, place, radius + 3)
      return
    case 'hub': {
      const reach = radius + 4
      context.strokeStyle = colors.hub
      context.lineWidth = 2
      context.beginPath()
      context.moveTo(x, y - reach)
      context.lineTo(x + reach, y)
      context.lineTo(x, y + reach)
      context.lineTo(x - reach, y)
      context.closePath()
      context.stroke()
      return
    }
    case 'pinned':
      context.fillStyle = colors.surface
      context.beginPath()
      context.arc(x, y, Math.max(radius * 0.4, 1.5), 0, 2 * Math.PI)
      context.fill()
  }
}

function drawLabel(input: {
  readonly context: CanvasRenderingContext2D
  readonly text: string
  readonly place: Point
  readonly radius: number
  readonly colors: Palette
}): void {
  const { context, text, place, radius, colors } = input
  context.font = '600 13px system-ui, sans-serif'
  const width = context.measureText(text).width
  const x = place.x + radius + 9
  context.fillStyle = colors.surface
  context.fillRect(x - 4, place.y - 11, width + 8, 22)
  context.strokeStyle = colors.edge
  context.lineWidth = 1
  context.strokeRect(x - 4, place.y - 11, width + 8, 22)
  context.fillStyle = colors.ink
  context.textBaseline = 'middle'
  context.fillText(text, x, place.y)
}
