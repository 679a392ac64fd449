export { type EnvironmentVersion, environmentVersions } from './environment-versions.js';
export { type EnvironmentsEvent, environmentsEvents } from './environments.events.js';
export {
  type CatalogueEnvironment,
  type CatalogueEnvironmentState,
  environmentStream,
  environments,
} from './environments.js';
export { EnvironmentsModule } from './environments.module.js';
export { environmentProblems } from './environments.rejections.js';
export { EnvironmentsRoutesModule } from './http/environments-routes.module.js';
export { catalogue } from './read/catalogue.projection.js';
export { CatalogueQueries } from './read/catalogue.queries.js';
export { PublishEnvironment, publishEnvironment } from './write/publish-environment.js';
