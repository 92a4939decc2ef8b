/** An operator's browser: logs in to the desk, keeps its cookie, sends the CSRF token. */
import { createClient, type QianyinClient } from '@qianyin/client';

export async function openDesk(baseUrl: string, login: { name: string; password: string }): Promise<QianyinClient> {
  let cookie = '';
  let csrfToken = '';
  const desk = createClient({
    baseUrl,
    headers: () => ({ cookie, 'x-csrf-token': csrfToken }),
    fetch: async (request, init) => {
      const response = await fetch(request, init);
      const set = response.headers.getSetCookie()[0];
      if (set !== undefined) cookie = set.split(';')[0] ?? '';
      return response;
    },
  });
  ({ csrfToken } = await desk.accounts.logInOperator(login));
  return desk;
}
