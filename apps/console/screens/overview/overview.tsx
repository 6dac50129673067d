import { t } from '../../messages/message.ts'
import { Page } from '../../parts/page.tsx'

/** Sources, what was and was not read, issues, files. */
export const Overview = () => <Page title={t('overview.title')}>{null}</Page>
