import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Run } from '../api/schema.js';
import { InsideImage } from '../images/image-dialogs.js';
import { runInWords } from '../sessions/run-in-words.js';
import { resourcesInWords } from '../sessions/session-words.js';

interface Props {
  readonly run: Run;
}

/** With what a run was made, as the log says. */
export const RunParts = ({ run }: Props): ReactNode => (
  <section aria-labelledby="parts">
    <h2 id="parts">
      <Trans>Made of</Trans>
    </h2>
    <div className="panel">
      <dl className="facts">
        <ImageOfRun run={run} />
        <div>
          <dt>
            <Trans>Resources</Trans>
          </dt>
          <dd>
            {run.resourceClass !== undefined && <strong className="break">{run.resourceClass.name} </strong>}
            {resourcesInWords(run.resources) ?? (
              <span className="soft">
                <Trans>No minimum</Trans>
              </span>
            )}
          </dd>
        </div>
        <Mounted run={run} />
        <HowItWasRun run={run} />
      </dl>
    </div>
  </section>
);

const environmentInWords = (name: string, branch: string | undefined): string =>
  branch === undefined ? name : t`${name}, built by a repository’s branch ${branch}`;

const ImageOfRun = ({ run: { image, environment, builtFrom } }: Props): ReactNode => (
  <>
    <div>
      <dt>
        <Trans>Image</Trans>
      </dt>
      <dd>
        <code className="break">{image.reference}</code>{' '}
        {image.digest === undefined ? (
          <span className="soft small">
            <Trans>its digest is not known</Trans>
          </span>
        ) : (
          <code className="break small">{image.digest}</code>
        )}{' '}
        <InsideImage session={{ name: environment.name, environment: { image } }} />
      </dd>
    </div>
    <div>
      <dt>
        <Trans>Environment</Trans>
      </dt>
      <dd className="break">{environmentInWords(environment.name, builtFrom?.branch)}</dd>
    </div>
  </>
);

const Cloned = ({
  repository: { name, url, commit, pinned },
}: {
  readonly repository: Run['repositories'][number];
}): ReactNode => {
  if (pinned !== undefined)
    return (
      <Trans>
        <code>/work/{name}</code> of {url} was to be at <code>{pinned}</code>{' '}
        <span className="soft">and what was there is not known</span>
      </Trans>
    );
  if (commit === undefined)
    return (
      <Trans>
        <code>/work/{name}</code> of {url} <span className="soft">at a commit that is not known</span>
      </Trans>
    );
  return (
    <Trans>
      <code>/work/{name}</code> of {url} at <code>{commit}</code>
    </Trans>
  );
};

const Mounted = ({ run: { repositories, storages } }: Props): ReactNode => (
  <>
    <div>
      <dt>
        <Trans>Code</Trans>
      </dt>
      <dd>
        {repositories.length === 0 && (
          <span className="soft">
            <Trans>No repository</Trans>
          </span>
        )}
        <ul className="plain">
          {repositories.map((repository) => (
            <li key={repository.repositoryId} className="break">
              <Cloned repository={repository} />
            </li>
          ))}
        </ul>
      </dd>
    </div>
    {storages.length > 0 && (
      <div>
        <dt>
          <Trans>Storages</Trans>
        </dt>
        <dd>
          <ul className="plain">
            {storages.map(({ storageId, name, source, readOnly }) => (
              <li key={storageId} className="break">
                <code>/work/{name}</code>: {readOnly ? t`${source}, to be read` : t`${source}, to be read and written`}
              </li>
            ))}
          </ul>
        </dd>
      </div>
    )}
  </>
);

const HowItWasRun = ({ run: { environment } }: Props): ReactNode => (
  <div>
    <dt>
      <Trans context="how an image is run">Run</Trans>
    </dt>
    <dd className="break">{runInWords(environment.run)}</dd>
  </div>
);
