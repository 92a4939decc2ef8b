export { type TemporaryDatabase, type Template, temporaryDatabase } from './database.ts';
