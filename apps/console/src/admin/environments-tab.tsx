import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import type { CatalogueEnvironment } from '../api/schema.js';
import { Answered } from '../page/answered.js';
import { Failed } from '../page/failed.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { matchingEnvironments } from '../sessions/matching-environments.js';
import { EnvironmentRow } from './environment-row.js';
import { PublishEnvironmentDialog } from './publish-environment-dialog.js';
import { useCatalogue } from './use-catalogue.js';

/** The environments that are offered in every project. */
export const EnvironmentsTab = (): ReactNode => {
  const [text, setText] = useState('');
  const [withArchived, setWithArchived] = useState(false);
  const [isPublishing, setPublishing] = useState(false);
  const [said, setSaid] = useState('');
  const { offered, archived, use, refresh } = useCatalogue(withArchived);
  // the last one that is archived takes the list along
  const keptFocus = useKeptFocus<HTMLElement>();
  const say = async (words: string): Promise<void> => {
    await refresh();
    setSaid(words);
  };
  return (
    <section aria-labelledby="environments" {...keptFocus}>
      <div className="headline">
        <h2 id="environments">
          <Trans>Environments</Trans>
        </h2>
        <button type="button" className="primary" onClick={() => setPublishing(true)}>
          <Trans>Publish an environment</Trans>
        </button>
      </div>
      <form
        role="search"
        aria-label={t`Environments`}
        className="fields find"
        onSubmit={(event) => event.preventDefault()}
      >
        <label className="field grow">
          <span>
            <Trans>Find</Trans>
          </span>
          <input type="search" value={text} maxLength={100} onChange={(event) => setText(event.target.value)} />
        </label>
        <label className="choice">
          <input type="checkbox" checked={withArchived} onChange={(event) => setWithArchived(event.target.checked)} />
          <span>
            <Trans>Archived ones too</Trans>
          </span>
        </label>
      </form>
      <p role="status" className={said === '' ? 'hidden' : 'note'}>
        {said}
      </p>
      <Failed of={[use, archived]} />
      <Answered query={offered}>
        {(environments) => (
          <EnvironmentRows
            environments={matchingEnvironments([...environments, ...((withArchived && archived.data) || [])], {
              text,
              keywords: [],
            })}
            isEmpty={environments.length === 0}
            use={use.data}
            onDone={say}
          />
        )}
      </Answered>
      {isPublishing && (
        <FailureBoundary name={t`This dialog`}>
          <PublishEnvironmentDialog
            onClose={() => setPublishing(false)}
            onPublished={(name) => say(t`“${name}” is published.`)}
          />
        </FailureBoundary>
      )}
    </section>
  );
};

interface RowsProps {
  readonly environments: readonly CatalogueEnvironment[];
  /** None is offered at all. */
  readonly isEmpty: boolean;
  readonly use: ReadonlyMap<string, number> | undefined;
  readonly onDone: (words: string) => Promise<void>;
}

const EnvironmentRows = ({ environments, isEmpty, use, onDone }: RowsProps): ReactNode => {
  if (environments.length === 0)
    return (
      <p className="soft empty">
        {isEmpty ? t`None is offered yet. Publish one: every project can use it then.` : t`None is like that.`}
      </p>
    );
  return (
    <ul className="rows offered" aria-label={t`Environments`}>
      {environments.map((environment) => (
        <EnvironmentRow
          key={environment.environmentId}
          environment={environment}
          sessions={use && (use.get(environment.environmentId) ?? 0)}
          onDone={onDone}
        />
      ))}
    </ul>
  );
};
