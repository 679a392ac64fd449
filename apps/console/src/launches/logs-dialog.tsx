import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { answerOf } from '../api/answer-of.js';
import { Answered } from '../page/answered.js';
import { Dialog } from '../page/dialog.js';
import { useServices } from '../page/services.js';

/** Lines. */
const TAIL = 500;

interface Props {
  readonly launchId: string;
  readonly name: string;
  readonly onClose: () => void;
}

export const LogsDialog = ({ launchId, name, onClose }: Props): ReactNode => {
  const { api } = useServices();
  const logs = useQuery({
    queryKey: ['logs', launchId],
    queryFn: () => {
      const params = { path: { launchId }, query: { tail: TAIL } };
      return answerOf(api.GET('/api/v1/launches/{launchId}/logs', { params, parseAs: 'text' }));
    },
    gcTime: 0,
  });
  return (
    <Dialog title={t`Logs of “${name}”`} onClose={onClose}>
      <Answered query={logs}>
        {(text) => (
          <>
            <p className="soft small">
              <Trans>The last {TAIL} lines, where there are more.</Trans>
            </p>
            <section className="logs" aria-label={t`Log lines`} tabIndex={0}>
              <pre>{text === '' ? t`It has written nothing yet.` : text}</pre>
            </section>
          </>
        )}
      </Answered>
      <footer className="buttons">
        <button type="button" onClick={() => void logs.refetch()}>
          <Trans>Read again</Trans>
        </button>
        <button type="button" onClick={onClose}>
          <Trans>Close</Trans>
        </button>
      </footer>
    </Dialog>
  );
};
