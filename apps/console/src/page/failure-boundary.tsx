import { Trans } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { Component, type ReactNode } from 'react';
import { NotLoaded } from './not-loaded.js';

interface Props {
  /** What is inside, as its user knows it, e.g. `This tab`. */
  readonly name: string;
  /** Another subject is another attempt, as when another tab is opened. */
  readonly subject?: string | undefined;
  readonly children: ReactNode;
}

interface State {
  readonly failure: unknown;
  readonly subject?: string | undefined;
}

/** What throws while it is drawn or leaves is replaced by words and another attempt; everything around it goes on. */
export class FailureBoundary extends Component<Props, State> {
  override state: State = { failure: undefined };

  static getDerivedStateFromError(failure: unknown): Partial<State> {
    return { failure: failure ?? new Error('nothing was thrown') };
  }

  static getDerivedStateFromProps({ subject }: Props, state: State): State | null {
    return subject === state.subject ? null : { failure: undefined, subject };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    const { name } = this.props;
    if (failure === undefined) return this.props.children;
    return (
      <div role="alert" className="alert">
        <p>
          <Trans>{name} cannot be shown: something in it failed. The rest of the page is not affected.</Trans>
        </p>
        <TryAgain after={failure} onTry={() => this.setState({ failure: undefined })} />
      </div>
    );
  }
}

/** What it had read may be what it cannot draw: it is forgotten, unless something else shows it. */
const TryAgain = ({ after, onTry }: { readonly after: unknown; readonly onTry: () => void }): ReactNode => {
  const client = useQueryClient();
  return (
    <button
      type="button"
      onClick={({ currentTarget }) => {
        if (after instanceof NotLoaded) return location.reload();
        client.removeQueries({ type: 'inactive' });
        // it goes while it is tried again: whoever pressed it goes on from what is around it
        currentTarget.closest<HTMLElement>('[tabindex]')?.focus({ preventScroll: true });
        onTry();
      }}
    >
      <Trans>Try again</Trans>
    </button>
  );
};
