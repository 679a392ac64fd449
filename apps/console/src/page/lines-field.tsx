import type { ReactNode, TextareaHTMLAttributes } from 'react';

interface Props extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange'> {
  readonly label: string;
  readonly onType: (text: string) => void;
}

/** A list that is typed, one a line; what else a `<textarea>` can have, it has. */
export const LinesField = ({ label, onType, ...textarea }: Props): ReactNode => (
  <label className="field">
    <span>{label}</span>
    <textarea rows={2} spellCheck={false} onChange={(event) => onType(event.target.value)} {...textarea} />
  </label>
);
