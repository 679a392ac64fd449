import type { ReactNode } from 'react';
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
  ['cpu', 'CPU cores', '0.5', 'decimal'],
  ['memory', 'Memory (GiB)', '4', 'text'],
  ['gpu', 'GPUs', '0', 'numeric'],
  ['disk', 'Disk (GiB)', '10', 'text'],
] as const;

/** By pointer into what the form sends. */
export const labels = {
  '/name': 'Name',
  ...Object.fromEntries(resources.map(([field, label]) => [`/resources/${field}`, label])),
  '/resources': 'What it needs at least',
  '/repositories': 'Code repositories',
  '/storages': 'Storages',
  ...runLabels('/run'),
};

export const ConfigurationFields = ({ form, marks, onChange }: Props): ReactNode => (
  <>
    <TextField
      label="Name"
      value={form.name}
      required
      maxLength={99}
      onType={(name) => onChange({ ...form, name })}
      {...marks('/name')}
    />
    <fieldset className="field">
      <legend>What it needs at least</legend>
      <ResourceClassChoice onChoose={(minimum) => onChange({ ...form, ...minimum })} />
      <div className="fields">
        {resources.map(([field, label, example, inputMode]) => (
          <TextField
            key={field}
            className="field narrow"
            label={label}
            value={form[field]}
            inputMode={inputMode}
            placeholder={`e.g. ${example}`}
            onType={(text) => onChange({ ...form, [field]: text })}
            {...marks(`/resources/${field}`)}
          />
        ))}
      </div>
      <p className="soft small">Another unit can be written: 512 MiB, 16 GB, 2 TiB.</p>
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
    <MountChoice {...props} field="repositories" legend="Code repositories under /work" none="repository" all={all} />
  );
};

/** Nothing where the project has none. */
const StorageChoice = (props: ChoiceProps): ReactNode => {
  const { data } = useOpenProject();
  if (data.storages.length === 0) return null;
  const all = data.storages.map(({ storageId: id, name }) => ({ id, name }));
  return <MountChoice {...props} field="storages" legend="Storages under /work" none="storage" all={all} />;
};
