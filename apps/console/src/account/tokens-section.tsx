import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answerOf } from '../api/answer-of.js';
import type { PersonalToken } from '../api/schema.js';
import { Answered } from '../page/answered.js';
import { CommandButton } from '../page/command-button.js';
import { Moment } from '../page/moment.js';
import { useServices } from '../page/services.js';
import { shownTime } from '../page/shown-time.js';
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
      <h2 id="tokens">
        <Trans>Tokens for programs</Trans>
      </h2>
      <p className="soft">
        <Trans>
          A program that sends such a token may do what you may, by the API and the live feed, until it expires or you
          revoke it. It can neither make tokens nor have you erased.
        </Trans>
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
  const keptFocus = useKeptFocus<HTMLDivElement>();
  const [said, setSaid] = useState('');
  const revoke = async ({ tokenId, name }: PersonalToken): Promise<void> => {
    await api.DELETE('/api/v1/me/tokens/{tokenId}', { params: { path: { tokenId } } });
    await onChanged();
    setSaid(t`“${name}” is revoked.`);
  };
  return (
    <div role="group" aria-label={t`Your tokens`} {...keptFocus}>
      <p role="status" className="hidden">
        {said}
      </p>
      {tokens.length === 0 ? (
        <p className="soft empty">
          <Trans>You have no tokens.</Trans>
        </p>
      ) : (
        <ul className="rows">
          {tokens.map((token) => (
            <TokenRow key={token.tokenId} token={token} onRevoke={() => revoke(token)} />
          ))}
        </ul>
      )}
    </div>
  );
};

interface RowProps {
  readonly token: PersonalToken;
  readonly onRevoke: () => Promise<void>;
}

const TokenRow = ({ token, onRevoke }: RowProps): ReactNode => {
  const { name, expiresAt, lastUsedAt } = token;
  const day = shownTime(expiresAt, 'day');
  return (
    <li>
      <div>
        <strong className="break">{name}</strong>
        <p className="soft small">
          <Trans>Expires {day}.</Trans>{' '}
          {lastUsedAt === undefined ? (
            <Trans>Never used.</Trans>
          ) : (
            <Trans>
              Last used <Moment at={lastUsedAt} />.
            </Trans>
          )}
        </p>
      </div>
      <CommandButton words={t`Revoke`} label={t`Revoke ${name}`} className="quiet danger" onPress={onRevoke} />
    </li>
  );
};
