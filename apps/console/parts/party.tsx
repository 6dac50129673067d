// An account as a record names it: the name that stands beside it, and its identifier. Not a person.

import { t } from '../messages/message.ts'
import { Text } from './text.tsx'

export interface PartyProps {
  readonly party: {
    readonly id: string | null
    readonly device?: true | undefined
    readonly name?: string | undefined
  }
}

export const Party = ({ party: { id, name, device } }: PartyProps) => (
  <span className="party">
    {name !== undefined && name !== '' && (
      <>
        <b>
          <Text value={name} oneLine limit={80} />
        </b>{' '}
      </>
    )}
    {id !== null && <Text value={id} oneLine limit={80} />}
    {id === null && device && t('conversations.device')}
    {id === null && !device && !name && t('conversations.unknownSender')}
  </span>
)
