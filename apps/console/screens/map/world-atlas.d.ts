// The outlines as Vite bundles them: a module whose default export is the topology.

declare module 'world-atlas/countries-110m.json' {
  import type { GeometryCollection, Topology } from 'topojson-specification'

  const topology: Topology<{ readonly countries: GeometryCollection; readonly land: GeometryCollection }>
  export default topology
}
