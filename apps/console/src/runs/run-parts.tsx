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
    <h2 id="parts">Made of</h2>
    <div className="panel">
      <dl className="facts">
        <ImageOfRun run={run} />
        <div>
          <dt>Resources</dt>
          <dd>
            {run.resourceClass !== undefined && <strong className="break">{run.resourceClass.name} </strong>}
            {resourcesInWords(run.resources) ?? <span className="soft">No minimum</span>}
          </dd>
        </div>
        <Mounted run={run} />
        <HowItWasRun run={run} />
      </dl>
    </div>
  </section>
);

const ImageOfRun = ({ run: { image, environment, builtFrom } }: Props): ReactNode => (
  <>
    <div>
      <dt>Image</dt>
      <dd>
        <code className="break">{image.reference}</code>{' '}
        {image.digest === undefined ? (
          <span className="soft small">its digest is not known</span>
        ) : (
          <code className="break small">{image.digest}</code>
        )}{' '}
        <InsideImage session={{ name: environment.name, environment: { image } }} />
      </dd>
    </div>
    <div>
      <dt>Environment</dt>
      <dd className="break">
        {environment.name}
        {builtFrom !== undefined && <>, built by a repository’s branch {builtFrom.branch}</>}
      </dd>
    </div>
  </>
);

const Mounted = ({ run: { repositories, storages } }: Props): ReactNode => (
  <>
    <div>
      <dt>Code</dt>
      <dd>
        {repositories.length === 0 && <span className="soft">No repository</span>}
        <ul className="plain">
          {repositories.map(({ repositoryId, name, url, commit }) => (
            <li key={repositoryId} className="break">
              <code>/work/{name}</code> of {url}{' '}
              {commit === undefined ? (
                <span className="soft">at a commit that is not known</span>
              ) : (
                <>
                  at <code>{commit}</code>
                </>
              )}
            </li>
          ))}
        </ul>
      </dd>
    </div>
    {storages.length > 0 && (
      <div>
        <dt>Storages</dt>
        <dd>
          <ul className="plain">
            {storages.map(({ storageId, name, source, readOnly }) => (
              <li key={storageId} className="break">
                <code>/work/{name}</code>: {source}, {readOnly ? 'to be read' : 'to be read and written'}
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
    <dt>Run</dt>
    <dd className="break">{runInWords(environment.run)}</dd>
  </div>
);
