// The layout in a thread of its own, so that the page stays free. A message is a LayoutRequest with a number; the answer
// carries that number back, so an answer to an older question is known as such.

import { type LayoutRequest, layOut } from './layout.ts'

export interface NumberedRequest extends LayoutRequest {
  readonly number: number
}

export interface NumberedPlaces {
  readonly number: number
  readonly places: Float32Array
  readonly milliseconds: number
}

self.addEventListener('message', (message: MessageEvent<NumberedRequest>) => {
  const start = performance.now()
  const places = layOut(message.data)
  const answer: NumberedPlaces = {
    number: message.data.number,
    places,
    milliseconds: performance.now() - start,
  }
  self.postMessage(answer, { transfer: [places.buffer] })
})
