import type { InputHTMLAttributes, ReactNode } from 'react';

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> {
  readonly label: ReactNode;
  readonly onType: (text: string) => void;
}

/** One line that is typed; what else an `<input>` can have, it has. */
export const TextField = ({ label, className = 'field', onType, ...input }: Props): ReactNode => (
  <label className={className}>
    <span>{label}</span>
    <input autoComplete="off" onChange={(event) => onType(event.target.value)} {...input} />
  </label>
);
