import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { LinesField } from '../page/lines-field.js';
import { TextField } from '../page/text-field.js';
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
  ['port', msg`Port`, '8888'],
  ['user', msg`User (numbers)`, '1000:100'],
  ['workingDir', msg`Working directory`, '/work'],
  ['landingPath', msg`Opens at`, '/lab'],
] as const;
const lists = [
  ['command', msg`Command, a word a line`, '/init'],
  ['args', msg`Arguments, a word a line`, '--port=8787'],
] as const;

/** What the API may refuse, by pointer. */
export const runLabels = (pointer: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...lines, ...lists].map(([field, label]) => [`${pointer}/${field}`, t(label)]));

/** For images that do not say it themselves; most do. */
export const RunFields = ({ form, pointer, marks, onChange }: Props): ReactNode => (
  <details className="details">
    <summary>
      <Trans>How the image is run</Trans>
    </summary>
    <p className="soft small">
      <Trans>Leave empty what the image itself says, or what the environment says already.</Trans>
    </p>
    <label className="field">
      <span>
        <Trans>What answers in the browser</Trans>
      </span>
      <select
        value={form.frontEnd}
        onChange={(event) => onChange({ ...form, frontEnd: event.target.value as RunForm['frontEnd'] })}
        {...marks(`${pointer}/frontEnd`)}
      >
        <option value="">{t`As the image says`}</option>
        <option value="jupyter">JupyterLab</option>
        <option value="http">{t`A web server of the image’s own`}</option>
      </select>
    </label>
    <div className="fields">
      {lines.map(([field, label, example]) => (
        <TextField
          key={field}
          label={t(label)}
          className="field narrow"
          value={form[field]}
          placeholder={t`e.g. ${example}`}
          spellCheck={false}
          onType={(text) => onChange({ ...form, [field]: text })}
          {...marks(`${pointer}/${field}`)}
        />
      ))}
    </div>
    {lists.map(([field, label, example]) => (
      <LinesField
        key={field}
        label={t(label)}
        value={form[field]}
        placeholder={t`e.g. ${example}`}
        onType={(text) => onChange({ ...form, [field]: text })}
        {...marks(`${pointer}/${field}`)}
      />
    ))}
  </details>
);
