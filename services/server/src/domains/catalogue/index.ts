export { type Catalogue, loadCatalogue } from './load.ts';
export { catalogueRoutes } from './routes.ts';
