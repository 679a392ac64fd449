interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}

/** The queries of a Grafana dashboard, with the title of their panel; Grafana's own interval as Prometheus reads it. */
export const queriesOfDashboard = (json: string): { title: string; expr: string }[] =>
  (JSON.parse(json) as { panels: readonly Panel[] }).panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }) => ({ title, expr: expr.replaceAll('$__rate_interval', '5m') })),
  );
