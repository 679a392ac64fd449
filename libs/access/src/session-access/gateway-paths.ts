/** On every session's host, paths below this one are the gateway's; all others are the session's. */
export const gatewayPath = '/.renku-sessions/';

/** Where a ticket is turned into a cookie: `?ticket=…`. */
export const enterPath = `${gatewayPath}enter`;

/** Where the launch saga asks whether a run answers, with a probe token as its bearer. */
export const probePath = `${gatewayPath}probe`;

/** Where the worker asks when a run was last active, with a probe token as its bearer. */
export const activityPath = `${gatewayPath}activity`;
