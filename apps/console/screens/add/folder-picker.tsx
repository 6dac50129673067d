// A path on the desk's machine: typed, or chosen by going through its folders.

import { number, t } from '../../messages/message.ts'
import { Icon } from '../../parts/icon.tsx'
import { Loading, Refused } from '../../parts/states.tsx'
import { Text } from '../../parts/text.tsx'
import { sizeText } from '../../parts/time.ts'
import { visibleText } from '../../parts/visible.ts'
import { type AddEvent, type AddState, joinPath } from './add.ts'

export interface FolderPickerProps {
  readonly state: AddState
  readonly send: (event: AddEvent) => void
}

export function FolderPicker({ state, send }: FolderPickerProps) {
  const { folder } = state
  return (
    <>
      <label className="field">
        <span>{t('add.path')}</span>
        <input
          type="text"
          className="code"
          spellCheck={false}
          autoComplete="off"
          maxLength={4096}
          placeholder={t('add.path.hint')}
          value={state.path}
          aria-invalid={state.problems.origin !== undefined}
          aria-describedby={state.problems.origin === undefined ? undefined : 'add-problem-origin'}
          onChange={(event) => send({ is: 'path', path: event.target.value })}
        />
      </label>
      <section className="folder" aria-label={t('add.browse')}>
        <div className="folder-head">
          <button
            type="button"
            className="button button-icon"
            disabled={folder === null || folder.parent === null || state.isListing}
            aria-label={t('add.folder.up')}
            onClick={() => folder?.parent != null && send({ is: 'open-folder', path: folder.parent })}
          >
            <Icon name="up" />
          </button>
          <span className="code folder-path">
            {folder !== null && <Text value={folder.path} oneLine limit={300} />}
          </span>
          <button
            type="button"
            className="button"
            disabled={folder === null}
            onClick={() => folder !== null && send({ is: 'path', path: folder.path })}
          >
            {t('add.folder.use')}
          </button>
        </div>
        {state.folderRefusal && (
          <Refused refusal={state.folderRefusal} retry={() => send({ is: 'open-folder', path: null })} />
        )}
        {state.isListing && folder === null && <Loading />}
        {folder !== null && (
          <ul className="folder-entries" aria-busy={state.isListing}>
            {folder.entries.length === 0 && <li className="muted folder-none">{t('add.folder.empty')}</li>}
            {folder.entries.map((entry) => {
              const path = joinPath(folder.path, entry.name)
              return (
                <li key={entry.name}>
                  <button
                    type="button"
                    className="folder-entry"
                    aria-current={path === state.path}
                    onClick={() => send({ is: 'path', path })}
                    onDoubleClick={() => entry.isFolder && send({ is: 'open-folder', path })}
                  >
                    <Icon name={entry.isFolder ? 'case' : 'record'} />
                    <Text value={entry.name} oneLine limit={200} />
                    {entry.sizeBytes !== null && (
                      <span className="muted small numeric" title={number(entry.sizeBytes)}>
                        {sizeText(entry.sizeBytes)}
                      </span>
                    )}
                  </button>
                  {entry.isFolder && (
                    <button
                      type="button"
                      className="button button-quiet"
                      aria-label={`${t('add.folder.open')} ${visibleText(entry.name)}`}
                      onClick={() => send({ is: 'open-folder', path })}
                    >
                      {t('add.folder.open')}
                      <Icon name="right" />
                    </button>
                  )}
                </li>
              )
            })}
          </ul>
        )}
      </section>
    </>
  )
}
