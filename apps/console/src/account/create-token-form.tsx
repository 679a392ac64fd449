import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { answerOf } from '../api/answer-of.js';
import type { Labels } from '../api/problem.js';
import { Alert } from '../page/alert.js';
import { CopyButton } from '../page/copy-button.js';
import { emptied } from '../page/emptied.js';
import { useServices } from '../page/services.js';
import { TextField } from '../page/text-field.js';
import { useForm } from '../page/use-form.js';

const labels = (): Labels => ({ '/name': t`Name`, '/expiresInDays': t`Expires after` });
const lifetimes: readonly (readonly [days: number, words: MessageDescriptor])[] = [
  [7, msg`7 days`],
  [30, msg`30 days`],
  [90, msg`90 days`],
  [365, msg`a year`],
];
const nothing = { name: '', expiresInDays: 30 };

interface Props {
  readonly onCreated: () => Promise<void>;
}

export const CreateTokenForm = ({ onCreated }: Props): ReactNode => {
  const { api } = useServices();
  const [form, setForm] = useState(nothing);
  const [made, setMade] = useState<string>();
  const command = useForm(labels());
  const create = async (): Promise<void> => {
    setMade(undefined);
    setMade((await answerOf(api.POST('/api/v1/me/tokens', { body: form }))).token);
    setForm(emptied(form, nothing));
    await onCreated();
  };
  return (
    <form className="panel" autoComplete="off" onSubmit={command.sends(create)}>
      <h3>
        <Trans>Make a token</Trans>
      </h3>
      <div className="fields">
        <TextField
          label={t`What it is for`}
          className="field grow"
          value={form.name}
          onType={(name) => setForm({ ...form, name })}
          required
          maxLength={99}
          {...command.marks('/name')}
        />
        <label className="field">
          <span>
            <Trans>Expires after</Trans>
          </span>
          <select
            value={form.expiresInDays}
            onChange={(event) => setForm({ ...form, expiresInDays: Number(event.target.value) })}
            {...command.marks('/expiresInDays')}
          >
            {lifetimes.map(([days, words]) => (
              <option key={days} value={days}>
                {t(words)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Alert id={command.alertId}>{command.problem}</Alert>
      <button type="submit" className="primary" aria-disabled={command.isRunning}>
        <Trans>Make a token</Trans>
      </button>
      <p role="status" className={made === undefined ? 'hidden' : 'note'}>
        {made !== undefined && t`Here it is. Copy it now: it is never shown again.`}
      </p>
      {made !== undefined && <Made token={made} />}
    </form>
  );
};

const Made = ({ token }: { readonly token: string }): ReactNode => {
  const { origin } = location;
  return (
    <div>
      <div className="copied">
        <code className="break">{token}</code>
        <CopyButton text={token} what={t`The new token`} />
      </div>
      <p className="small soft break">
        <Trans>
          Send it as <code>Authorization: Bearer …</code>, to <code>{origin}/api/v1/projects</code>, for example.
        </Trans>
      </p>
    </div>
  );
};
