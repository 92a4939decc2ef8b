export { PostgresError, type PostgresErrorCode } from './error.ts';
export { type PostgresServer, type StartOptions, startPostgres } from './start.ts';
export { type ProvisionedDatabase, type ProvisionedRole, provisionDatabase } from './provision.ts';
export { databaseUrl, socketUrl } from './url.ts';
export { makeSocketDir, type SocketDir } from './socket-dir.ts';
