import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { NotificationSettings } from '../api/schema.js';
import { addresses } from '../page/addresses.js';
import { Alert } from '../page/alert.js';
import { Answered } from '../page/answered.js';
import { notificationSettings } from '../page/notification-settings.js';
import { PageTitle } from '../page/page-title.js';
import { useServices } from '../page/services.js';
import { useCommand } from '../page/use-command.js';

type Email = NotificationSettings['email'];
type Kind = keyof Email['kinds'];

const inWords: Readonly<Record<Kind, MessageDescriptor>> = {
  'image-available': msg`A newer image is available for a session of a project that you may change`,
  'disk-due': msg`Your files of a session are going to be deleted`,
  'pause-due': msg`Your session is going to be paused`,
};

/** Of what one is told outside the console. */
export const NotificationSettingsPage = (): ReactNode => {
  const { api } = useServices();
  const settings = useQuery(notificationSettings(api));
  return (
    <>
      <PageTitle>{t`Notification settings`}</PageTitle>
      <p className="soft">
        <Trans>
          What you are told stands in <Link to={addresses.inbox}>your inbox</Link>. What is urgent to you you can have
          by e-mail, too.
        </Trans>
      </p>
      <Answered query={settings}>{({ email }) => <EmailChoice email={email} />}</Answered>
    </>
  );
};

const EmailChoice = ({ email }: { readonly email: Email }): ReactNode => {
  if (!email.available)
    return (
      <p className="soft empty">
        <Trans>Nobody is told by e-mail here: your administrator has set up no server.</Trans>
      </p>
    );
  return (
    <section aria-labelledby="by-email">
      <h2 id="by-email">
        <Trans>By e-mail</Trans>
      </h2>
      {!email.hasAddress && (
        <p>
          <Trans>
            Where you sign in, no verified address of yours is known. Until there is one, you are told nothing by
            e-mail.
          </Trans>
        </p>
      )}
      <Switches kinds={email.kinds} />
    </section>
  );
};

const Switches = ({ kinds }: Pick<Email, 'kinds'>): ReactNode => {
  const { api } = useServices();
  const client = useQueryClient();
  const [said, setSaid] = useState('');
  const choose = async (kind: Kind, wanted: boolean): Promise<void> => {
    await api.PUT('/api/v1/me/notification-settings', { body: { email: { kinds: { [kind]: wanted } } } });
    await client.invalidateQueries({ queryKey: notificationSettings(api).queryKey });
    const subject = t(inWords[kind]);
    setSaid(wanted ? t`${subject}: by e-mail.` : t`${subject}: not by e-mail.`);
  };
  return (
    <>
      <p role="status" className="hidden">
        {said}
      </p>
      {(Object.keys(inWords) as Kind[]).map((kind) => (
        <Switch key={kind} kind={kind} isOn={kinds[kind]} onChoose={(wanted) => choose(kind, wanted)} />
      ))}
    </>
  );
};

interface SwitchProps {
  readonly kind: Kind;
  readonly isOn: boolean;
  readonly onChoose: (wanted: boolean) => Promise<void>;
}

const Switch = ({ kind, isOn, onChoose }: SwitchProps): ReactNode => {
  const command = useCommand();
  return (
    <>
      <label className="choice">
        <input
          type="checkbox"
          checked={isOn}
          aria-disabled={command.isRunning}
          onChange={({ target: { checked } }) => void command.run(() => onChoose(checked))}
        />
        <span>{t(inWords[kind])}</span>
      </label>
      <Alert>{command.problem}</Alert>
    </>
  );
};
