/** Kinds of work, each for the id behind the slash. */
export const workKey = {
  launch: (launchId: string): string => `launch/${launchId}`,
  /** Something was taken away in that project. */
  project: (projectId: string): string => `project/${projectId}`,
  /** That person was erased. */
  person: (userId: string): string => `person/${userId}`,
  /** That launch has left its place in its user's queue. */
  freed: (launchId: string): string => `freed/${launchId}`,
  /** That resource class may have other places. */
  resourceClass: (resourceClassId: string): string => `resource-class/${resourceClassId}`,
} as const;
