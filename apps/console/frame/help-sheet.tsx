// The keyboard sheet, opened with “?”. Go-to keys come from the list of screens.

import { t } from '../messages/message.ts'
import { Dialog } from '../parts/dialog.tsx'
import { screens } from '../screens.ts'
import { useFrame } from './frame-context.ts'

export interface HelpSheetProps {
  readonly hasShortcuts: boolean
  readonly setShortcuts: (on: boolean) => void
  readonly close: () => void
}

export function HelpSheet({ hasShortcuts, setShortcuts, close }: HelpSheetProps) {
  const { may } = useFrame()
  return (
    <Dialog title={t('frame.help.title')} onClose={close}>
      <div className="stack">
        <p>{t('frame.help.intro')}</p>
        <label className="check">
          <input
            type="checkbox"
            checked={hasShortcuts}
            onChange={(event) => setShortcuts(event.target.checked)}
          />
          {t('frame.help.shortcuts')}
        </label>
        <h3>{t('frame.help.anywhere')}</h3>
        <dl className="keys">
          <Key keys={['?']} does={t('frame.help.showHelp')} />
          <Key keys={['/']} does={t('frame.help.search')} />
          <Key keys={['Esc']} does={t('frame.help.close')} />
        </dl>
        <h3>{t('frame.help.go')}</h3>
        <dl className="keys">
          {screens
            .filter((screen) => screen.key !== null && may(screen.permission))
            .map((screen) => (
              <Key key={screen.id} keys={['g', screen.key!]} does={t(screen.title)} />
            ))}
        </dl>
      </div>
    </Dialog>
  )
}

const Key = ({ keys, does }: { readonly keys: readonly string[]; readonly does: string }) => (
  <div>
    <dt>
      {keys.map((key, i) => (
        <span key={key}>
          {i > 0 && ` ${t('frame.help.then')} `}
          <kbd>{key}</kbd>
        </span>
      ))}
    </dt>
    <dd>{does}</dd>
  </div>
)
