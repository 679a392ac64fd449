import type { ReactNode } from 'react';
import { TextField } from '../page/text-field.js';
import type { Marks } from '../page/use-form.js';
import type { ClassForm } from './class-form.js';

interface Props {
  readonly form: ClassForm;
  readonly marks: Marks;
  readonly onChange: (form: ClassForm) => void;
}

const amounts = [
  ['cpu', 'CPU cores', 'e.g. 0.5', true],
  ['memory', 'Memory (GiB)', 'e.g. 4', true],
  ['gpu', 'GPUs', 'e.g. 0', true],
  ['maxDisk', 'Disk at most (GiB, optional)', 'e.g. 100', false],
] as const;

/** By pointer into what the form sends. */
export const classLabels = {
  '/name': 'Name',
  ...Object.fromEntries(amounts.map(([field, label]) => [`/${field}`, label])),
};

export const ClassFields = ({ form, marks, onChange }: Props): ReactNode => (
  <>
    <TextField
      label="Name"
      value={form.name}
      placeholder="small"
      required
      maxLength={99}
      onType={(name) => onChange({ ...form, name })}
      {...marks('/name')}
    />
    <div className="fields">
      {amounts.map(([field, label, example, isRequired]) => (
        <TextField
          key={field}
          label={label}
          value={form[field]}
          placeholder={example}
          required={isRequired}
          maxLength={20}
          onType={(text) => onChange({ ...form, [field]: text })}
          {...marks(`/${field}`)}
        />
      ))}
    </div>
    <p className="soft small">Another unit can be written: 512 MiB, 16 GB, 2 TiB.</p>
  </>
);
