import type { ReactNode } from 'react';
import type { Marks } from '../page/use-form.js';
import type { RunForm } from './run-form.js';

interface Props {
  readonly form: RunForm;
  /** Of what is sent, e.g. `/run`. */
  readonly pointer: string;
  readonly marks: Marks;
  readonly onChange: (form: RunForm) => void;
}

const lines = [
  ['port', 'Port', '8888'],
  ['user', 'User (numbers)', '1000:100'],
  ['workingDir', 'Working directory', '/work'],
  ['landingPath', 'Opens at', '/lab'],
] as const;
const lists = [
  ['command', 'Command, a word a line', '/init'],
  ['args', 'Arguments, a word a line', '--port=8787'],
] as const;

/** What the API may refuse, by pointer. */
export const runLabels = (pointer: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...lines, ...lists].map(([field, label]) => [`${pointer}/${field}`, label]));

/** For images that do not say it themselves; most do. */
export const RunFields = ({ form, pointer, marks, onChange }: Props): ReactNode => (
  <details className="details">
    <summary>How the image is run</summary>
    <p className="soft small">Leave empty what the image itself says, or what the environment says already.</p>
    <label className="field">
      <span>What answers in the browser</span>
      <select
        value={form.frontEnd}
        onChange={(event) => onChange({ ...form, frontEnd: event.target.value as RunForm['frontEnd'] })}
        {...marks(`${pointer}/frontEnd`)}
      >
        <option value="">As the image says</option>
        <option value="jupyter">JupyterLab</option>
        <option value="http">A web server of the image’s own</option>
      </select>
    </label>
    <div className="fields">
      {lines.map(([field, label, example]) => (
        <label key={field} className="field narrow">
          <span>{label}</span>
          <input
            value={form[field]}
            placeholder={`e.g. ${example}`}
            onChange={(event) => onChange({ ...form, [field]: event.target.value })}
            autoComplete="off"
            spellCheck={false}
            {...marks(`${pointer}/${field}`)}
          />
        </label>
      ))}
    </div>
    {lists.map(([field, label, example]) => (
      <label key={field} className="field">
        <span>{label}</span>
        <textarea
          rows={2}
          value={form[field]}
          placeholder={`e.g. ${example}`}
          onChange={(event) => onChange({ ...form, [field]: event.target.value })}
          spellCheck={false}
          {...marks(`${pointer}/${field}`)}
        />
      </label>
    ))}
  </details>
);
