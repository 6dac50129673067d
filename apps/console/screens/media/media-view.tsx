// Draws the media queue: matches as text first, and the one in view.

import type { WireMatch } from '@manumit/contract'
import { useFrame } from '../../frame/frame-context.ts'
import { useMachine } from '../../frame/use-machine.ts'
import { Queue, reasonQuestion } from '../../lists/queue.tsx'
import { t } from '../../messages/message.ts'
import { Link } from '../../parts/link.tsx'
import { Empty } from '../../parts/states.tsx'
import { Text } from '../../parts/text.tsx'
import { visibleText } from '../../parts/visible.ts'
import { lastPart } from '../add/add.ts'
import { MatchView } from './match.tsx'
import { MatchState } from './match-state.tsx'
import { distanceText, matchId, mediaMachine } from './media.ts'
import { useLooks } from './use-looks.ts'
import './media.css'

export function MediaView() {
  const { may } = useFrame()
  const [state, send] = useMachine(mediaMachine, { name: 'media', resume: { is: 'ask' } })
  const [looks, look] = useLooks()
  const which = state.which === 'open' ? 'undecided' : 'decided'
  return (
    <Queue
      state={state}
      send={send}
      idOf={matchId}
      isJudged={(match) => match.state !== 'undecided'}
      words={{
        title: t('media.title'),
        lead: t('media.lead'),
        which: t('media.which'),
        open: t('media.undecided'),
        judged: t('media.decided'),
        list: t('media.list'),
        detail: t('media.detail'),
      }}
      acts={[
        { decision: 'same', key: 's', label: t(ACT_LABELS.same) },
        { decision: 'different', key: 'd', label: t(ACT_LABELS.different) },
        { decision: 'cannot-say', key: 'c', label: t(ACT_LABELS['cannot-say']) },
      ]}
      undoLabel={t(ACT_LABELS.undo)}
      ask={({ path, bank }, decision) =>
        reasonQuestion({
          title: t(`media.ask.${decision}`),
          text: t('media.ask.text', { path: visibleText(path), bank: visibleText(bank) }),
          act: t(ACT_LABELS[decision]),
        })
      }
      item={(match) => <Item match={match} />}
      detail={(match) => (
        <MatchView key={match.id} match={match} looks={looks} look={look} mayLook={may('judge')} />
      )}
      empty={
        <Empty icon="media" title={t(`media.empty.${which}`)}>
          <p>{t('media.empty.text')}</p>
          {may('scan') && <Link to="/add">{t('media.scan')}</Link>}
        </Empty>
      }
    />
  )
}

const ACT_LABELS = {
  same: 'media.sameDecision',
  different: 'media.different',
  'cannot-say': 'media.cannot-say',
  undo: 'media.undo',
} as const

const Item = ({ match }: { readonly match: WireMatch }) => (
  <>
    <span className="item-title">
      <Text value={lastPart(match.path)} oneLine limit={120} />
    </span>
    <Text value={match.path.slice(0, match.path.length - lastPart(match.path).length)} oneLine limit={160} />
    <span className="item-meta">
      <span>
        {match.kind}: {distanceText(match)}
      </span>
      <Text value={match.bank} oneLine limit={60} />
      {match.material === 'unlawful' && <span className="tag tag-bad">{t('media.material.unlawful')}</span>}
      {match.state !== 'undecided' && <MatchState state={match.state} />}
    </span>
  </>
)
