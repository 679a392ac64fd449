export * from './contents/image-audience.js';
export { contentsProblems } from './contents.rejections.js';
export * from './http/images-routes.module.js';
