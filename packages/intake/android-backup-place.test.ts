import { describe, expect, it } from 'vitest'
import { androidBackupPlace, isAndroidBackupName } from './android-backup-place.ts'

describe('androidBackupPlace', () => {
  it.each([
    ['apps/org.example/db/chat.db', 'data/data/org.example/databases/chat.db'],
    ['apps/org.example/f/a/b', 'data/data/org.example/files/a/b'],
    ['apps/org.example/sp/x.xml', 'data/data/org.example/shared_prefs/x.xml'],
    ['apps/org.example/r/app_parts/PART_1', 'data/data/org.example/app_parts/PART_1'],
    ['apps/org.example/d_f/000000_sms_backup', 'data/user_de/0/org.example/files/000000_sms_backup'],
    ['apps/org.example/ef/x', 'data/media/0/Android/data/org.example/files/x'],
    ['apps/org.example/a/base.apk', 'data/app/org.example/base.apk'],
    ['shared/0/DCIM/a.jpg', 'data/media/0/DCIM/a.jpg'],
    ['apps/org.example/_manifest', 'apps/org.example/_manifest'],
    ['apps/org.example/k/x', 'apps/org.example/k/x'],
    ['apps/org.example/toString/x', 'apps/org.example/toString/x'],
    ['apps/../db/x', 'apps/db/x'],
  ])('%s → %s', (name, path) => {
    expect(androidBackupPlace(name)).toEqual({ path })
  })

  it('knows an Android backup by its manifests', () => {
    expect(isAndroidBackupName('apps/org.example/_manifest')).toBe(true)
    expect(isAndroidBackupName('x/apps/org.example/_manifest')).toBe(false)
  })
})
