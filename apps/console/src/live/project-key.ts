/** What the queries of one project begin with, which the live feed has read again. */
export const projectKey = (projectId: string): readonly string[] => ['projects', projectId];
