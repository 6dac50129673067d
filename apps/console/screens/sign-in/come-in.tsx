import { t } from '../../messages/message.ts'

/** Coming in. */
export const ComeIn = (_: { readonly path: string; readonly isUnclaimed: boolean }) => (
  <main className="alone">
    <h1>{t('signIn.title')}</h1>
  </main>
)
