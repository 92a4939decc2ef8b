/** The HTTP of logins: password, scan, redirect; who is logged in; sign out. */
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { LoginWay, SessionView } from '../../shared/views.ts';
import { sendEvents } from '../platform/event-stream.ts';
import { problemFor, Refusal } from '../platform/refusal.ts';
import { browserOf } from '../scan/browser-of.ts';
import { cookie } from './cookies.ts';
import { requireSession } from './guard.ts';
import { matchUnit } from './match-unit.ts';
import { logInByPassword } from './password-login.ts';
import { beginRedirectLogin, finishRedirectLogin } from './redirect-login.ts';
import { beginScanLogin, finishScanLogin, followScanLogin, type ScanLoginParts, scanLoginOf } from './scan-login.ts';
import { beginSession, endSession, type Session, SESSION_SECONDS, sessionByToken } from './sessions-store.ts';
import type { Unit } from './units-store.ts';

const passwordBody = z.object({
  login: z.string().trim().toLowerCase().min(1).max(40),
  password: z.string().min(1).max(200),
});

const LOGIN_COOKIE_SECONDS = 900;

export const loginRoutes: FastifyPluginAsync<ScanLoginParts & { secure: boolean }> = async (app, parts) => {
  const { db, clock, secure } = parts;
  const sessionCookie = cookie('session', secure);
  const scanCookie = cookie('scan', secure);
  const redirectCookie = cookie('redirect', secure);

  const begin = async (reply: FastifyReply, unit: Unit, way: LoginWay, subject: string | null) => {
    const { token, session } = await beginSession(db, { unit, way, subject, now: clock.now() });
    sessionCookie.set(reply, token, SESSION_SECONDS);
    return viewOf(session);
  };

  /** Nobody is an answer, not a refusal: every visitor's page asks. */
  app.get('/api/session', async (request) => {
    const token = sessionCookie.read(request);
    const session = token === undefined ? undefined : await sessionByToken(db, token, clock.now());
    return { session: session ? viewOf(session) : null };
  });

  app.post('/api/session', async (request, reply) => {
    const body = passwordBody.safeParse(request.body);
    if (!body.success) throw new Refusal('exchange/request-invalid');
    const unit = await logInByPassword(parts, { ...body.data, address: request.ip });
    return begin(reply, unit, 'password', null);
  });

  app.post('/api/session/end', async (request, reply) => {
    await requireSession(parts, request);
    await endSession(db, sessionCookie.read(request) ?? '', clock.now());
    sessionCookie.clear(reply);
    return {};
  });

  /** An open scan login of this browser is kept: the page may have been reloaded, or the phone come back to it. */
  app.post('/api/login/scan', async (request, reply) => {
    const open = await scanLoginOf(parts, scanCookie.read(request));
    const again = (request.query as { again?: string }).again !== undefined;
    if (!open || again) scanCookie.set(reply, await beginScanLogin(parts, browserOf(request)), LOGIN_COOKIE_SECONDS);
    return {};
  });

  app.get('/api/login/scan/events', async (request, reply) => {
    const attempt = await scanLoginOf(parts, scanCookie.read(request));
    if (!attempt) throw new Refusal('exchange/login-not-begun');
    return sendEvents(request, reply, (signal) => followScanLogin(parts, attempt, signal));
  });

  app.post('/api/login/scan/finish', async (request, reply) => {
    const attempt = await scanLoginOf(parts, scanCookie.read(request));
    if (!attempt) throw new Refusal('exchange/login-not-begun');
    const claims = await finishScanLogin(parts, attempt);
    scanCookie.clear(reply);
    return begin(reply, await matchUnit(db, claims), 'scan', claims.subject);
  });

  app.get('/login/begin', async (request, reply) =>
    toLoginPageOnRefusal(request, reply, async () => {
      const { browser, url } = await beginRedirectLogin(parts);
      redirectCookie.set(reply, browser, LOGIN_COOKIE_SECONDS);
      return url;
    }),
  );

  app.get('/login/callback', async (request, reply) =>
    toLoginPageOnRefusal(request, reply, async () => {
      const answer = new URL(request.url, parts.oidc.redirectUri);
      const claims = await finishRedirectLogin(parts, redirectCookie.read(request), answer);
      redirectCookie.clear(reply);
      await begin(reply, await matchUnit(db, claims), 'redirect', claims.subject);
      return '/';
    }),
  );
};

/** These two are addresses that a browser visits: a refusal becomes the login page with the code, not JSON. */
async function toLoginPageOnRefusal(request: FastifyRequest, reply: FastifyReply, work: () => Promise<string>) {
  try {
    return reply.redirect(await work(), 303);
  } catch (error) {
    const problem = problemFor(error);
    if (problem === null) throw error;
    request.log.warn({ code: problem.code, err: error }, 'redirect login refused');
    const query = new URLSearchParams({ problem: problem.code, ...stringsOf(problem.data) });
    return reply.redirect(`/login?${query.toString()}`, 303);
  }
}

function stringsOf(data: Record<string, string | number> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, String(value)]));
}

function viewOf({ unit, way, startedAt, csrfToken }: Session): SessionView {
  const { name, uscc } = unit;
  return { unit: { name, uscc }, way, startedAt: startedAt.toISOString(), csrfToken };
}
