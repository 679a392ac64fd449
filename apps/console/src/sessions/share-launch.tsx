import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useId } from 'react';
import type { Session } from '../api/schema.js';
import { addresses } from '../page/addresses.js';
import { CopyButton } from '../page/copy-button.js';
import { useOpenProject } from '../projects/open-project.js';

/** Links for others: they see what would run, and launch it themselves, if they may. */
export const ShareLaunch = ({ session }: { readonly session: Session }): ReactNode => {
  const { project } = useOpenProject().data;
  const link = `${location.origin}${addresses.launchLink(project.projectId, session.sessionId)}`;
  // what the badge itself says, to whoever reads the README: not in this reader's language
  // eslint-disable-next-line lingui/no-unlocalized-strings
  const markdown = `[![Launch in Renku](${location.origin}/badges/launch.svg)](${link})`;
  return (
    <section aria-labelledby="share">
      <h2 id="share">
        <Trans>Share</Trans>
      </h2>
      <div className="panel">
        <p className="soft">
          <Trans>Whoever opens the launch link sees what would run and launches it with one press.</Trans>{' '}
          {project.visibility === 'private'
            ? t`The project is private: the link works for its members.`
            : t`The project is public: the link works for everybody who signs in.`}
        </p>
        <Copied label={t`Launch link`} text={link} />
        <Copied label={t`Markdown for a README`} text={markdown} />
      </div>
    </section>
  );
};

const Copied = ({ label, text }: { readonly label: string; readonly text: string }): ReactNode => {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="copied">
        <input id={id} readOnly value={text} onFocus={(event) => event.currentTarget.select()} />
        <CopyButton text={text} what={label} />
      </div>
    </div>
  );
};
