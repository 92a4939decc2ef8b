/**
 * The `fetch` under the client: an answer that is not a success becomes a ProblemError here, before oRPC reads the body
 * (it knows application/json only and would hand out a problem document as a file).
 */
import { problem } from '@qianyin/contract';
import { NetworkError, ProblemError, readProblem } from './errors.ts';

export type Fetch = (request: Request, init?: RequestInit) => Promise<Response>;

/** A problem document is small; a longer body is somebody else's page. */
const MAX_PROBLEM_CHARACTERS = 65_536;

/** Wraps a fetch. Throws ProblemError, NetworkError, or the caller's own abort. */
export function problemFetch(inner: Fetch): Fetch {
  return async (request, init) => {
    let response: Response;
    try {
      response = await inner(request, init);
    } catch (cause) {
      throw request.signal.aborted ? cause : new NetworkError({ cause });
    }
    if (response.ok) return response;
    throw new ProblemError(await problemIn(response));
  };
}

async function problemIn(response: Response) {
  const type = response.headers.get('content-type') ?? '';
  const text = await response.text().catch(() => '');
  if (!/^application\/(?:problem\+)?json\b/.test(type) || text.length > MAX_PROBLEM_CHARACTERS)
    return problem('server/internal');
  try {
    return readProblem(JSON.parse(text));
  } catch {
    return problem('server/internal');
  }
}
