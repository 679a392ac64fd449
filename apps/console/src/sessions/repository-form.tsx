import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answerOf } from '../api/answer-of.js';
import type { Labels } from '../api/problem.js';
import type { Branch, BuiltImage, Repository } from '../api/schema.js';
import { Alert } from '../page/alert.js';
import { Failed } from '../page/failed.js';
import { useServices } from '../page/services.js';
import { useForm } from '../page/use-form.js';
import { useOpenProject } from '../projects/open-project.js';
import { branchInWords } from './branch-words.js';
import { BuiltImageChoice } from './built-image-choice.js';

interface Built {
  readonly repositoryId: string;
  readonly branch?: string;
  readonly commit?: string;
}

interface Props {
  readonly onAdd: (built: Built) => Promise<void>;
}

const labels = (): Labels => ({
  '/environment/repositoryId': t`Repository`,
  '/environment/branch': t`Branch`,
  '/environment/commit': t`Older images`,
});

/** Pitch: "Configure a Session from a Code repo". */
export const RepositoryForm = ({ onAdd }: Props): ReactNode => {
  const { repositories } = useOpenProject().data;
  const [chosen, choose] = useState<string>();
  const repository = repositories.find(({ repositoryId }) => repositoryId === chosen) ?? repositories[0];
  if (repository === undefined)
    return (
      <p className="soft">
        <Trans>No repository is connected: connect one under “Code repositories” first.</Trans>
      </p>
    );
  return (
    <>
      <p className="soft">
        <Trans>
          The image that the repository’s CI pipeline built last. The session stays with it until somebody changes it; a
          newer one is only offered.
        </Trans>
      </p>
      <label className="field">
        <span>
          <Trans>Repository</Trans>
        </span>
        <select value={repository.repositoryId} onChange={(event) => choose(event.target.value)}>
          {repositories.map(({ repositoryId, name }) => (
            <option key={repositoryId} value={repositoryId}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <BranchForm key={repository.repositoryId} repository={repository} onAdd={onAdd} />
    </>
  );
};

const chosenOf = (branches: readonly Branch[] | undefined, chosen: string | undefined): Branch | undefined =>
  branches?.find(({ branch }) => branch === chosen) ?? branches?.[0];

/** What was chosen, where it is of this branch and not its newest. */
const olderOf = ({ branch, image }: Branch, wanted: BuiltImage | undefined): BuiltImage | undefined =>
  wanted?.branch === branch && wanted.commit !== image?.commit ? wanted : undefined;

const useBranches = (repositoryId: string, chosen: string | undefined) => {
  const { api } = useServices();
  const { projectId } = useOpenProject();
  return useQuery({
    queryKey: ['branches', projectId, repositoryId, chosen],
    queryFn: () => {
      const query = chosen === undefined ? {} : { branch: chosen };
      const params = { path: { projectId, repositoryId }, query };
      return answerOf(api.GET('/api/v1/projects/{projectId}/repositories/{repositoryId}/branches', { params }));
    },
    // the host has those no more that are gone: no session is added from them
    select: (branches) => branches.filter(({ goneSince }) => goneSince === undefined),
    placeholderData: keepPreviousData,
  });
};

const BranchForm = ({ repository, onAdd }: Props & { readonly repository: Repository }): ReactNode => {
  const { repositoryId, name } = repository;
  const [chosen, choose] = useState<string>();
  const [wanted, want] = useState<BuiltImage>();
  const asked = useBranches(repositoryId, chosen);
  const { data: branches, failureReason } = asked;
  const command = useForm(labels());
  const branch = chosenOf(branches, chosen);
  const older = branch && olderOf(branch, wanted);
  const request = { repositoryId, ...(branch && { branch: branch.branch }), ...(older && { commit: older.commit }) };
  return (
    <form onSubmit={command.sends(() => onAdd(request))}>
      <Failed of={[asked]} />
      <BranchChoice
        branches={branches}
        chosen={branch}
        onChoose={choose}
        marks={command.marks('/environment/branch')}
      />
      <div role="status" aria-label={t`What the branch has`} className="small">
        {branch === undefined ? (
          <Looking at={name} until={branches ?? failureReason} />
        ) : (
          <BranchSays branch={branch} older={older} />
        )}
      </div>
      {branch && (
        <OlderImages
          key={branch.branch}
          repositoryId={repositoryId}
          image={branch.image}
          chosen={older}
          onChoose={want}
        />
      )}
      <Alert id={command.alertId}>{command.problem}</Alert>
      <div className="buttons">
        <button type="submit" className="primary" aria-disabled={command.isRunning}>
          <Trans>Add this branch</Trans>
        </button>
        <button type="button" className="quiet" onClick={() => void asked.refetch()}>
          <Trans>Look again</Trans>
        </button>
      </div>
    </form>
  );
};

interface ChoiceProps {
  readonly branches: readonly Branch[] | undefined;
  readonly chosen: Branch | undefined;
  readonly onChoose: (branch: string) => void;
  /** What is wrong with it. */
  readonly marks: object;
}

const BranchChoice = ({ branches = [], chosen, onChoose, marks }: ChoiceProps): ReactNode => (
  <label className="field">
    <span>
      <Trans>Branch</Trans>
    </span>
    <select value={chosen?.branch ?? ''} onChange={(event) => onChoose(event.target.value)} {...marks}>
      {branches.map((one) => (
        <BranchOption key={one.branch} {...one} />
      ))}
    </select>
  </label>
);

const Looking = ({ at: repository, until }: { readonly at: string; readonly until: unknown }): ReactNode =>
  until == null ? (
    <p className="soft">
      <Trans>Looking at the branches of {repository} …</Trans>
    </p>
  ) : null;

const BranchOption = ({ branch, isDefault }: Branch): ReactNode => (
  <option value={branch}>{isDefault ? t`${branch} (default)` : branch}</option>
);

interface OlderProps {
  readonly repositoryId: string;
  /** The branch's newest; none: there is nothing to choose. */
  readonly image: BuiltImage | undefined;
  readonly chosen: BuiltImage | undefined;
  readonly onChoose: (image: BuiltImage) => void;
}

/** A session can begin with what the branch had before. */
const OlderImages = ({ repositoryId, image, chosen = image, onChoose }: OlderProps): ReactNode => {
  const [isOpen, setOpen] = useState(false);
  if (image === undefined) return null;
  return (
    <details className="details" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Trans>Older images</Trans>
      </summary>
      {isOpen && (
        <BuiltImageChoice
          repositoryId={repositoryId}
          branch={image.branch}
          keyOf={({ commit }) => commit}
          chosen={chosen?.commit}
          onChoose={onChoose}
        />
      )}
    </details>
  );
};

const BranchSays = ({
  branch,
  older,
}: {
  readonly branch: Branch;
  readonly older: BuiltImage | undefined;
}): ReactNode => (
  <>
    <p>{branchInWords(older === undefined ? branch : { commit: branch.commit, image: older })}</p>
    {branch.missing !== undefined && <p className="note warn">{branch.missing.advice}</p>}
  </>
);
