import { artifactSuite } from '@manumit/testing'
import { mediaExif } from './exif.ts'

artifactSuite(mediaExif, {
  at: import.meta.url,
  records: [
    {
      at: '2026-03-03T11:30:00.250Z',
      fields: {
        takenAt: '2026-03-03T11:30:00.250Z',
        place: { latitude: 51.50833333333333, longitude: 0.125, altitudeMetres: 12.5 },
        accuracyMetres: 4.75,
        make: 'Example Works',
        model: 'Lantern 3',
        software: '1.0',
        widthPixels: 40,
        heightPixels: 30,
        orientation: 6,
        fileName: 'offset-north-east.jpg',
      },
    },
    {
      at: '2026-03-03T11:31:10Z',
      fields: {
        takenAt: '2026-03-03T11:31:10Z',
        gpsAt: '2026-03-03T11:30:00Z',
        place: { latitude: -33.86, longitude: -70.67, altitudeMetres: -3 },
        make: 'Example Works',
        model: 'Lantern 4',
        widthPixels: 40,
        heightPixels: 30,
        fileName: 'derived-south-west.heic',
      },
    },
    {
      at: '2026-03-03T12:30:00',
      fields: {
        takenAt: '2026-03-03T12:30:00',
        widthPixels: 40,
        heightPixels: 30,
        fileName: 'local-only.png',
      },
    },
    {
      at: '2026-03-03T12:30:00',
      fields: { make: 'Example Works', widthPixels: 40, heightPixels: 30, fileName: 'digitised.webp' },
    },
    {
      at: '2026-03-03T11:30:00Z',
      fields: {
        gpsAt: '2026-03-03T11:30:00Z',
        model: 'Lantern 1',
        fileName: 'latitude-and-longitude-swapped.tiff',
      },
    },
    {
      at: 'impossible',
      fields: { takenAt: 'impossible', widthPixels: 40, heightPixels: 30, fileName: 'no-such-day.jpg' },
    },
    {
      at: 'unset',
      fields: { model: 'Lantern 2', widthPixels: 40, heightPixels: 30, fileName: 'clock-not-set.jpg' },
    },
    {
      at: '2026-03-03T12:38:00',
      fields: {
        takenAt: '2026-03-03T12:38:00',
        gpsAt: '2026-03-03T11:30:00Z',
        widthPixels: 40,
        heightPixels: 30,
        fileName: 'far-from-its-fix.jpg',
      },
    },
    {
      at: '2026-03-03T16:00:00Z',
      fields: {
        takenAt: '2026-03-03T16:00:00Z',
        widthPixels: 40,
        heightPixels: 30,
        fileName: 'no-reference.jpg',
      },
    },
  ],
  issues: [
    'E_EXIF_GPS',
    'E_ARTIFACT_TIME_IMPOSSIBLE',
    'E_EXIF_GPS',
    'E_EXIF_GPS',
    'E_ARTIFACT_METADATA_ABSENT',
  ],
})
