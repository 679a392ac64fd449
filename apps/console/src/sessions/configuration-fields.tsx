import type { ReactNode } from 'react';
import type { Selection } from '../api/views.js';
import type { Marks } from '../page/use-form.js';
import { useOpenProject } from '../projects/open-project.js';
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
  ['memory', 'Memory', '4Gi', 'text'],
  ['gpu', 'GPUs', '0', 'numeric'],
  ['disk', 'Disk', '10Gi', 'text'],
] as const;

/** By pointer into what the form sends. */
export const labels = {
  '/name': 'Name',
  ...Object.fromEntries(resources.map(([field, label]) => [`/resources/${field}`, label])),
  '/resources': 'What it needs at least',
  '/repositories': 'Code repositories',
  ...runLabels('/run'),
};

export const ConfigurationFields = ({ form, marks, onChange }: Props): ReactNode => (
  <>
    <label className="field">
      <span>Name</span>
      <input
        value={form.name}
        onChange={(event) => onChange({ ...form, name: event.target.value })}
        required
        maxLength={99}
        autoComplete="off"
        {...marks('/name')}
      />
    </label>
    <fieldset className="field">
      <legend>What it needs at least</legend>
      <ResourceClassChoice onChoose={(minimum) => onChange({ ...form, ...minimum })} />
      <div className="fields">
        {resources.map(([field, label, example, inputMode]) => (
          <label key={field} className="field narrow">
            <span>{label}</span>
            <input
              value={form[field]}
              inputMode={inputMode}
              placeholder={`e.g. ${example}`}
              onChange={(event) => onChange({ ...form, [field]: event.target.value })}
              autoComplete="off"
              {...marks(`/resources/${field}`)}
            />
          </label>
        ))}
      </div>
    </fieldset>
    <RepositoryChoice chosen={form.repositories} onChange={(repositories) => onChange({ ...form, repositories })} />
    <RunFields form={form.run} pointer="/run" marks={marks} onChange={(run) => onChange({ ...form, run })} />
  </>
);

const RepositoryChoice = ({
  chosen,
  onChange,
}: {
  readonly chosen: Selection;
  readonly onChange: (chosen: Selection) => void;
}): ReactNode => {
  const { data } = useOpenProject();
  const ids = chosen === 'all' ? [] : chosen;
  const toggle = (id: string, isIn: boolean): void =>
    onChange(isIn ? [...ids, id] : ids.filter((other) => other !== id));
  return (
    <fieldset className="field">
      <legend>Code repositories under /work</legend>
      <label className="choice">
        <input type="radio" name="repositories" checked={chosen === 'all'} onChange={() => onChange('all')} />
        <span>All, including those that are connected later</span>
      </label>
      <label className="choice">
        <input
          type="radio"
          name="repositories"
          checked={chosen !== 'all'}
          onChange={() => onChange(data.repositories.map(({ repositoryId }) => repositoryId))}
        />
        <span>These only</span>
      </label>
      {chosen !== 'all' && (
        <div className="indented">
          {data.repositories.length === 0 && <p className="soft">The project has no repository yet.</p>}
          {data.repositories.map(({ repositoryId, name }) => (
            <label key={repositoryId} className="choice">
              <input
                type="checkbox"
                checked={ids.includes(repositoryId)}
                onChange={(event) => toggle(repositoryId, event.target.checked)}
              />
              <code>/work/{name}</code>
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
};
