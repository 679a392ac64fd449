export { quantities, resourcesView, toBytes } from './http/quantities.dto.js';
export { ResourcesRoutesModule } from './http/resources-routes.module.js';
export { resourceClassDocuments } from './read/resource-classes.projection.js';
export { ResourceClassQueries } from './read/resource-classes.queries.js';
export { resourceClassesStream } from './resource-classes.js';
export { resourcesEvents } from './resources.events.js';
export { ResourcesModule } from './resources.module.js';
export { resourcesProblems } from './resources.rejections.js';
