import { defineObservationKind } from '../observation.ts'

/** A picture file's own statements about itself: time, place, device. A record in a file, not where a person was. */
export const picture = defineObservationKind({
  id: 'picture',
  title: 'Picture metadata',
  fields: {
    takenAt: { type: 'moment', title: 'Original time as recorded' },
    gpsAt: { type: 'moment', title: 'GPS time as recorded' },
    place: { type: 'coordinates', title: 'GPS position as recorded' },
    accuracyMetres: { type: 'number', title: 'Horizontal accuracy as recorded', unit: 'metres' },
    make: { type: 'text', title: 'Device maker as recorded', search: true },
    model: { type: 'text', title: 'Device model as recorded', search: true },
    software: { type: 'text', title: 'Software as recorded' },
    widthPixels: { type: 'number', title: 'Width', unit: 'pixels' },
    heightPixels: { type: 'number', title: 'Height', unit: 'pixels' },
    orientation: { type: 'number', title: 'Orientation (EXIF code)', unit: 'none' },
    fileName: { type: 'text', title: 'File name', search: true },
  },
  caption: ['fileName', 'model', 'place'],
})
