import type { ReactNode } from 'react';
import type { Session } from '../api/schema.js';
import { useOpenProject } from '../projects/open-project.js';
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

const Mounts = ({ session }: { readonly session: Session }): ReactNode => {
  const { data } = useOpenProject();
  const mounted = mountedRepositories(session, data.repositories);
  const storages = mountedStorages(session, data.storages);
  return (
    <dl className="facts">
      <div>
        <dt>Code</dt>
        <dd>
          {mounted.length === 0 ? (
            <span className="soft">
              {data.repositories.length === 0 ? 'No repository connected' : 'No repository chosen'}
            </span>
          ) : (
            <span className="tags">
              {mounted.map(({ repositoryId, name, url }) => (
                <code key={repositoryId} className="tag" title={url}>
                  /work/{name}
                  {session.commits?.[repositoryId] !== undefined && ` at ${session.commits[repositoryId].slice(0, 8)}`}
                </code>
              ))}
            </span>
          )}
        </dd>
      </div>
      {storages.length > 0 && (
        <div>
          <dt>Storages</dt>
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
        <dt>Needs at least</dt>
        <dd>{resourcesInWords(session.resources) ?? <span className="soft">No minimum</span>}</dd>
      </div>
      {session.resourceClass !== undefined && (
        <div>
          <dt>Gets</dt>
          <dd>
            <strong>{session.resourceClass.name}</strong>
          </dd>
        </div>
      )}
    </dl>
  );
};
