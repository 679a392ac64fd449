import { type ReactNode, useId } from 'react';
import type { Session } from '../api/schema.js';
import { addresses } from '../page/addresses.js';
import { CopyButton } from '../page/copy-button.js';
import { useOpenProject } from '../projects/open-project.js';

/** Links for others: they see what would run, and launch it themselves, if they may. */
export const ShareLaunch = ({ session }: { readonly session: Session }): ReactNode => {
  const { project } = useOpenProject().data;
  const link = `${location.origin}${addresses.launchLink(project.projectId, session.sessionId)}`;
  return (
    <section aria-labelledby="share">
      <h2 id="share">Share</h2>
      <div className="panel">
        <p className="soft">
          Whoever opens the launch link sees what would run and launches it with one press.{' '}
          {project.visibility === 'private'
            ? 'The project is private: the link works for its members.'
            : 'The project is public: the link works for everybody who signs in.'}
        </p>
        <Copied label="Launch link" text={link} />
        <Copied
          label="Markdown for a README"
          text={`[![Launch in Renku](${location.origin}/badges/launch.svg)](${link})`}
        />
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
