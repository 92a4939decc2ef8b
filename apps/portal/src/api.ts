/** The one client of this page, its query hooks, and the desk session's CSRF token (memory only). */
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { createClient } from '@qianyin/client';
import { createQueryClient } from '@qianyin/ui';

/** Key of the desk session's query; its data is null when nobody is logged in. */
export const SESSION_KEY = ['desk-session'] as const;

let csrfToken: string | undefined;

/** From log-in-operator or show-operator; sent with every call, asked for by the routes that carry the cookie. */
export function keepCsrfToken(token: string | undefined): void {
  csrfToken = token;
}

export const client = createClient({
  baseUrl: window.location.origin,
  headers: (): Record<string, string> => (csrfToken ? { 'x-csrf-token': csrfToken } : {}),
});

export const api = createTanstackQueryUtils(client);

export const queryClient = createQueryClient({
  // The desk's frame watches the session and goes to the login.
  onLoggedOut: () => {
    keepCsrfToken(undefined);
    queryClient.setQueryData(SESSION_KEY, null);
  },
});
