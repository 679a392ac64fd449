import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Labels } from '../api/problem.js';
import { TextField } from '../page/text-field.js';
import type { Marks } from '../page/use-form.js';
import { useOpenProject } from '../projects/open-project.js';
import { type ChoiceProps, MountChoice } from './mount-choice.js';
import { ResourceClassChoice } from './resource-class-choice.js';
import { RunFields, runLabels } from './run-fields.js';
import type { SessionForm } from './session-form.js';

interface Props {
  readonly form: SessionForm;
  readonly marks: Marks;
  readonly onChange: (form: SessionForm) => void;
}

const resources = [
  ['cpu', msg`CPU cores`, '0.5', 'decimal'],
  ['memory', msg`Memory (GiB)`, '4', 'text'],
  ['gpu', msg`GPUs`, '0', 'numeric'],
  ['disk', msg`Disk (GiB)`, '10', 'text'],
] as const;

/** By pointer into what the form sends. */
export const labels = (): Labels => ({
  '/name': t`Name`,
  ...Object.fromEntries(resources.map(([field, label]) => [`/resources/${field}`, t(label)])),
  '/resources': t`What it needs at least`,
  '/repositories': t`Code repositories`,
  '/storages': t`Storages`,
  ...runLabels('/run'),
});

export const ConfigurationFields = ({ form, marks, onChange }: Props): ReactNode => (
  <>
    <TextField
      label={t`Name`}
      value={form.name}
      required
      maxLength={99}
      onType={(name) => onChange({ ...form, name })}
      {...marks('/name')}
    />
    <fieldset className="field">
      <legend>
        <Trans>What it needs at least</Trans>
      </legend>
      <ResourceClassChoice onChoose={(minimum) => onChange({ ...form, ...minimum })} />
      <div className="fields">
        {resources.map(([field, label, example, inputMode]) => (
          <TextField
            key={field}
            className="field narrow"
            label={t(label)}
            value={form[field]}
            inputMode={inputMode}
            placeholder={t`e.g. ${example}`}
            onType={(text) => onChange({ ...form, [field]: text })}
            {...marks(`/resources/${field}`)}
          />
        ))}
      </div>
      <p className="soft small">
        <Trans>Another unit can be written: 512 MiB, 16 GB, 2 TiB.</Trans>
      </p>
    </fieldset>
    <RepositoryChoice chosen={form.repositories} onChange={(repositories) => onChange({ ...form, repositories })} />
    <StorageChoice chosen={form.storages} onChange={(storages) => onChange({ ...form, storages })} />
    <RunFields form={form.run} pointer="/run" marks={marks} onChange={(run) => onChange({ ...form, run })} />
  </>
);

const RepositoryChoice = (props: ChoiceProps): ReactNode => {
  const { data } = useOpenProject();
  const all = data.repositories.map(({ repositoryId: id, name }) => ({ id, name }));
  return (
    <MountChoice
      {...props}
      field="repositories"
      legend={t`Code repositories under /work`}
      none={t`The project has no repository yet.`}
      all={all}
    />
  );
};

/** Nothing where the project has none. */
const StorageChoice = (props: ChoiceProps): ReactNode => {
  const { data } = useOpenProject();
  if (data.storages.length === 0) return null;
  const all = data.storages.map(({ storageId: id, name }) => ({ id, name }));
  return (
    <MountChoice
      {...props}
      field="storages"
      legend={t`Storages under /work`}
      none={t`The project has no storage yet.`}
      all={all}
    />
  );
};
