const everyday = {
  /** How many projects and sessions in each there are at most. */
  projects: 8,
  sessions: 5,
  /** How often each thing is done, compared with the others. */
  weights: {
    createProject: 1,
    renameProject: 2,
    setRole: 1,
    addSession: 3,
    configure: 3,
    chooseDefault: 2,
    removeSession: 1,
    launch: 4,
    step: 7,
    repeat: 1,
  },
};

export type Habits = typeof everyday;

/** What people do how often: a little of everything; or many launches, in many projects, since each project has one a person. */
export const habits = {
  everyday,
  launching: {
    projects: 40,
    sessions: 2,
    weights: { ...everyday.weights, createProject: 3, renameProject: 1, configure: 1, launch: 10, step: 12 },
  },
} satisfies Record<string, Habits>;
