/** How soon a silent node counts as lost, and its pods are taken away. */
export const lostNodeFlags = (seconds: number) => ({
  controllers: { 'node-monitor-grace-period': `${seconds}s` },
  apiServer: {
    'default-not-ready-toleration-seconds': String(seconds),
    'default-unreachable-toleration-seconds': String(seconds),
  },
});
