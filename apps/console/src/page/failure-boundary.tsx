import { Component, type ReactNode } from 'react';

interface Props {
  /** What is inside, as its user knows it, e.g. `This tab`. */
  readonly name: string;
  /** Another subject is another attempt, as when another tab is opened. */
  readonly subject?: string | undefined;
  readonly children: ReactNode;
}

interface State {
  readonly hasFailed: boolean;
  readonly subject?: string | undefined;
}

/** What throws while it is drawn or leaves is replaced by words and another attempt; everything around it goes on. */
export class FailureBoundary extends Component<Props, State> {
  override state: State = { hasFailed: false };

  static getDerivedStateFromError(): Partial<State> {
    return { hasFailed: true };
  }

  static getDerivedStateFromProps({ subject }: Props, state: State): State | null {
    return subject === state.subject ? null : { hasFailed: false, subject };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <div role="alert" className="alert">
        <p>{this.props.name} cannot be shown: something in it failed. The rest of the page is not affected.</p>
        <button type="button" onClick={() => this.setState({ hasFailed: false })}>
          Try again
        </button>
      </div>
    );
  }
}
