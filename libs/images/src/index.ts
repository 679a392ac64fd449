export * from './http/images-routes.module.js';
