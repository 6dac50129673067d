// Outlines of land and borders, bundled with the console and loaded when the map opens; nothing is fetched from elsewhere.
// Natural Earth, 1:110 million, public domain, as world-atlas packs it.

import type { GeoPermissibleObjects } from 'd3-geo'
import { feature, mesh } from 'topojson-client'

export interface Outlines {
  readonly land: GeoPermissibleObjects
  readonly borders: GeoPermissibleObjects
}

export async function loadOutlines(): Promise<Outlines> {
  const { default: topology } = await import('world-atlas/countries-110m.json')
  return {
    land: feature(topology, topology.objects.land),
    // A border between two countries once, and no coast.
    borders: mesh(topology, topology.objects.countries, (left, right) => left !== right),
  }
}
