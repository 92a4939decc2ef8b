/** Connection addresses. A unix socket is given as `?host=/folder`, which pg and libpq read and `new URL` accepts. */

/** The address of a database behind a unix socket folder. */
export function socketUrl(
  socketDir: string,
  { database, role, password }: { database: string; role: string; password?: string | undefined },
): string {
  const url = new URL(`postgresql://localhost/${encodeURIComponent(database)}`);
  url.username = encodeURIComponent(role);
  if (password !== undefined) url.password = encodeURIComponent(password);
  url.searchParams.set('host', socketDir);
  return url.href;
}

/** The same server as `adminUrl`, another database and role. */
export function databaseUrl(
  adminUrl: string,
  { database, role, password }: { database: string; role: string; password: string },
): string {
  const url = new URL(adminUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  url.username = encodeURIComponent(role);
  url.password = encodeURIComponent(password);
  return url.href;
}
