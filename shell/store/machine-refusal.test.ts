import { expect, it } from 'vitest'
import { machineRefusal } from './machine-refusal.ts'

const thrown = (fields: object): Error => Object.assign(new Error('as the system says it'), fields)

it('knows a full disk and a damaged or unwritable workspace by number or name', () => {
  expect(machineRefusal(thrown({ code: 'ENOSPC' }))?.code).toBe('E_DISK_FULL')
  expect(machineRefusal(thrown({ code: 'ERR_SQLITE_ERROR', errcode: 13 }))?.code).toBe('E_DISK_FULL')
  // SQLITE_CORRUPT_INDEX: an extended code keeps the primary one in its low byte.
  expect(machineRefusal(thrown({ code: 'ERR_SQLITE_ERROR', errcode: 779 }))?.code).toBe('E_WORKSPACE_BROKEN')
  expect(machineRefusal(thrown({ code: 'EROFS' }))).toEqual({
    code: 'E_WORKSPACE_UNWRITABLE',
    data: { reason: 'as the system says it' },
  })
})

it('leaves a fault of ours what it is', () => {
  expect(machineRefusal(new TypeError('undefined is not a function'))).toBeNull()
  expect(machineRefusal(thrown({ code: 'ERR_SQLITE_ERROR', errcode: 1 }))).toBeNull()
  expect(machineRefusal('text')).toBeNull()
})
