export { drawSeal } from './draw-seal.ts';
export { createSealForCertificate } from './operations/create-seal-for-certificate.ts';
export { sealForUse } from './operations/seal-for-use.ts';
export { sealsRoutes } from './routes.ts';
