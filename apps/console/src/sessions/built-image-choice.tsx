import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import type { Api } from '../api/create-api.js';
import { firstOf } from '../api/first-of.js';
import type { BuiltImage } from '../api/schema.js';
import { Alert } from '../page/alert.js';
import { Failed } from '../page/failed.js';
import { focusOnceDrawn } from '../page/focus-once-drawn.js';
import { useServices } from '../page/services.js';
import { shownTime } from '../page/shown-time.js';
import { useCommand } from '../page/use-command.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { useOpenProject } from '../projects/open-project.js';
import { shortCommit } from './branch-words.js';
import { firstOfEach } from './first-of-each.js';

const PAGE = 20;

interface BranchOf {
  readonly repositoryId: string;
  readonly branch: string;
}

interface Props extends BranchOf {
  /** By what whoever chooses tells one from another: of several with the same, the newest is shown. */
  readonly keyOf: (image: BuiltImage) => string;
  /** The key of the one that is chosen now. */
  readonly chosen: string | undefined;
  readonly onChoose: (image: BuiltImage) => void;
}

const builtImages = (api: Api, { projectId, repositoryId, branch }: BranchOf & { projectId: string }, count: number) =>
  queryOptions({
    queryKey: ['built-images', projectId, repositoryId, branch, count],
    queryFn: () =>
      firstOf(count, (page) =>
        api.GET('/api/v1/projects/{projectId}/repositories/{repositoryId}/images', {
          params: { path: { projectId, repositoryId }, query: { branch, ...page } },
        }),
      ),
    placeholderData: keepPreviousData,
  });

/** The images that are known of a branch, the newest first. */
export const BuiltImageChoice = ({ repositoryId, branch, keyOf, chosen, onChoose }: Props): ReactNode => {
  const { api } = useServices();
  const { projectId } = useOpenProject();
  const client = useQueryClient();
  const id = useId();
  const [count, setCount] = useState(PAGE);
  const command = useCommand();
  const keptFocus = useKeptFocus<HTMLFieldSetElement>();
  const query = (many: number) => builtImages(api, { projectId, repositoryId, branch }, many);
  const asked = useQuery(query(count));
  const images = firstOfEach(asked.data?.items ?? [], keyOf);
  const showMore = (): Promise<boolean> =>
    command.run(async () => {
      await client.query({ ...query(count + PAGE), retry: false });
      setCount(count + PAGE);
      focusOnceDrawn(`${id}${images.length}`);
    });
  return (
    <fieldset className="field" {...keptFocus}>
      <legend>
        <Trans>Images of {branch}, the newest first</Trans>
      </legend>
      <Failed of={[asked]} />
      {asked.data === undefined && asked.error === null && <p className="soft">…</p>}
      {images.map((image, index) => (
        <label key={keyOf(image)} className="choice">
          <input
            type="radio"
            name={id}
            id={`${id}${index}`}
            checked={keyOf(image) === chosen}
            onChange={() => onChoose(image)}
          />
          <span>
            {builtInWords(image)}
            <br />
            <code className="break small">{image.image.digest}</code>
          </span>
        </label>
      ))}
      <Alert>{command.problem}</Alert>
      {asked.data?.hasMore === true && (
        <button type="button" className="quiet" aria-disabled={command.isRunning} onClick={() => void showMore()}>
          <Trans>Show more</Trans>
        </button>
      )}
    </fieldset>
  );
};

const builtInWords = ({ commit, builtAt, availableSince }: BuiltImage): string => {
  const [short, built] = [shortCommit(commit), shownTime(builtAt ?? availableSince, 'minute')];
  return t`Commit ${short}, built ${built}`;
};
