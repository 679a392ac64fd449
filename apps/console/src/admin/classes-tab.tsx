import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answerOf } from '../api/answer-of.js';
import { Answered } from '../page/answered.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { useServices } from '../page/services.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { ClassRow } from './class-row.js';
import { PublishClassDialog } from './publish-class-dialog.js';

/** The sizes that sessions can have. */
export const ClassesTab = (): ReactNode => {
  const { api } = useServices();
  const client = useQueryClient();
  const keptFocus = useKeptFocus<HTMLElement>();
  const [isAdding, setAdding] = useState(false);
  const [said, setSaid] = useState('');
  const classes = useQuery({
    queryKey: ['resource-classes'],
    queryFn: () => answerOf(api.GET('/api/v1/resource-classes')),
  });
  const say = async (words: string): Promise<void> => {
    await client.invalidateQueries({ queryKey: ['resource-classes'] });
    setSaid(words);
  };
  return (
    <section aria-labelledby="classes" {...keptFocus}>
      <div className="headline">
        <h2 id="classes">
          <Trans>Resource classes</Trans>
        </h2>
        <button type="button" className="primary" onClick={() => setAdding(true)}>
          <Trans>Add a resource class</Trans>
        </button>
      </div>
      <p className="soft">
        <Trans>
          A session says what it needs at least; each launch gets the smallest class that has as much. What already runs
          or is paused is never changed.
        </Trans>
      </p>
      <p role="status" className={said === '' ? 'hidden' : 'note'}>
        {said}
      </p>
      <Answered query={classes}>
        {(offered) =>
          offered.length === 0 ? (
            <p className="soft empty">
              <Trans>There is none: every session gets what it asks for.</Trans>
            </p>
          ) : (
            <ul className="rows offered" aria-label={t`Resource classes`}>
              {offered.map((one) => (
                <ClassRow key={one.resourceClassId} resourceClass={one} isLast={offered.length === 1} onDone={say} />
              ))}
            </ul>
          )
        }
      </Answered>
      {isAdding && (
        <FailureBoundary name={t`This dialog`}>
          <PublishClassDialog onClose={() => setAdding(false)} onPublished={(name) => say(t`“${name}” is offered.`)} />
        </FailureBoundary>
      )}
    </section>
  );
};
