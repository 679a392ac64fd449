import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Session } from '../api/schema.js';
import { useOpenProject } from '../projects/open-project.js';
import { shortCommit } from './branch-words.js';
import { ImageFacts } from './image-facts.js';
import { mountedRepositories, mountedStorages, resourcesInWords } from './session-words.js';

/** What the next run of a session is made of. */
export const SessionConfiguration = ({ session }: { readonly session: Session }): ReactNode => (
  <>
    <Description text={session.environment.description} />
    <ImageFacts session={session} />
    <Mounts session={session} />
  </>
);

const Description = ({ text }: { readonly text: string | undefined }): ReactNode =>
  text === undefined || text === '' ? null : <p className="soft">{text}</p>;

/** Of a repository; with the commit that the next run gets, where that is said. */
const directoryInWords = (name: string, pinned: string | undefined): string => {
  const directory = `/work/${name}`;
  if (pinned === undefined) return directory;
  const commit = shortCommit(pinned);
  return t`${directory} at ${commit}`;
};

const Mounts = ({ session }: { readonly session: Session }): ReactNode => {
  const { data } = useOpenProject();
  const mounted = mountedRepositories(session, data.repositories);
  const storages = mountedStorages(session, data.storages);
  return (
    <dl className="facts">
      <div>
        <dt>
          <Trans>Code</Trans>
        </dt>
        <dd>
          {mounted.length === 0 ? (
            <span className="soft">
              {data.repositories.length === 0 ? t`No repository connected` : t`No repository chosen`}
            </span>
          ) : (
            <span className="tags">
              {mounted.map(({ repositoryId, name, url }) => (
                <code key={repositoryId} className="tag" title={url}>
                  {directoryInWords(name, session.commits?.[repositoryId])}
                </code>
              ))}
            </span>
          )}
        </dd>
      </div>
      {storages.length > 0 && (
        <div>
          <dt>
            <Trans>Storages</Trans>
          </dt>
          <dd className="tags">
            {storages.map(({ storageId, name, source }) => (
              <code key={storageId} className="tag" title={source}>
                /work/{name}
              </code>
            ))}
          </dd>
        </div>
      )}
      <div>
        <dt>
          <Trans>Needs at least</Trans>
        </dt>
        <dd>
          {resourcesInWords(session.resources) ?? (
            <span className="soft">
              <Trans>No minimum</Trans>
            </span>
          )}
        </dd>
      </div>
      {session.resourceClass !== undefined && (
        <div>
          <dt>
            <Trans>Gets</Trans>
          </dt>
          <dd>
            <strong>{session.resourceClass.name}</strong>
          </dd>
        </div>
      )}
    </dl>
  );
};
