import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answerOf } from '../api/answer-of.js';
import type { PersonalToken } from '../api/schema.js';
import { Alert } from '../page/alert.js';
import { Answered } from '../page/answered.js';
import { Moment } from '../page/moment.js';
import { useServices } from '../page/services.js';
import { shownTime } from '../page/shown-time.js';
import { useCommand } from '../page/use-command.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { CreateTokenForm } from './create-token-form.js';

const key = ['tokens'];

/** Tokens with which one's programs act in one's name. */
export const TokensSection = (): ReactNode => {
  const { api } = useServices();
  const client = useQueryClient();
  const tokens = useQuery({ queryKey: key, queryFn: () => answerOf(api.GET('/api/v1/me/tokens')) });
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: key });
  return (
    <section aria-labelledby="tokens">
      <h2 id="tokens">Tokens for programs</h2>
      <p className="soft">
        A program that sends such a token may do what you may, by the API and the live feed, until it expires or you
        revoke it. It can neither make tokens nor have you erased.
      </p>
      <Answered query={tokens}>{(answer) => <TokenList tokens={answer} onChanged={again} />}</Answered>
      <CreateTokenForm onCreated={again} />
    </section>
  );
};

interface Props {
  readonly tokens: readonly PersonalToken[];
  readonly onChanged: () => Promise<void>;
}

const TokenList = ({ tokens, onChanged }: Props): ReactNode => {
  const { api } = useServices();
  const command = useCommand();
  const keptFocus = useKeptFocus<HTMLDivElement>();
  const [said, setSaid] = useState('');
  const revoke = ({ tokenId, name }: PersonalToken): Promise<boolean> =>
    command.run(async () => {
      await api.DELETE('/api/v1/me/tokens/{tokenId}', { params: { path: { tokenId } } });
      await onChanged();
      setSaid(`“${name}” is revoked.`);
    });
  return (
    <div role="group" aria-label="Your tokens" {...keptFocus}>
      <Alert>{command.problem}</Alert>
      <p role="status" className="hidden">
        {said}
      </p>
      {tokens.length === 0 ? (
        <p className="soft empty">You have no tokens.</p>
      ) : (
        <ul className="rows">
          {tokens.map((token) => (
            <li key={token.tokenId}>
              <div>
                <strong className="break">{token.name}</strong>
                <p className="soft small">
                  Expires {shownTime(token.expiresAt, 'day')}.{' '}
                  {token.lastUsedAt === undefined ? (
                    'Never used.'
                  ) : (
                    <>
                      Last used <Moment at={token.lastUsedAt} />.
                    </>
                  )}
                </p>
              </div>
              <button
                type="button"
                className="quiet danger"
                aria-label={`Revoke ${token.name}`}
                aria-disabled={command.isRunning}
                onClick={() => void revoke(token)}
              >
                Revoke
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
