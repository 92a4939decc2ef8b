/**
 * The `fetch` under the client that can say how much of an upload has left: fetch itself cannot (Fetch Standard §5),
 * XMLHttpRequest can. Only material uploads go this way; everything else is the platform's fetch.
 */

export interface UploadProgress {
  sent: number;
  total: number;
}

type Listener = (progress: UploadProgress) => void;

let listener: Listener | undefined;

let last: Promise<unknown> = Promise.resolve();

/** Tells `onProgress` about the upload that `upload` makes. One after another: a phone's line is narrow. */
export function withProgress<T>(onProgress: Listener, upload: () => Promise<T>): Promise<T> {
  const run = last.then(async () => {
    listener = onProgress;
    try {
      return await upload();
    } finally {
      listener = undefined;
    }
  });
  last = run.catch(() => undefined);
  return run;
}

export const sendWithProgress: typeof fetch = async (input, init) => {
  if (!(input instanceof Request) || listener === undefined || !input.url.endsWith('/upload-material')) {
    return fetch(input, init);
  }
  return sendByXhr(input, await input.blob(), listener);
};

function sendByXhr(request: Request, body: Blob, onProgress: Listener): Promise<Response> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open(request.method, request.url);
    for (const [name, value] of request.headers) xhr.setRequestHeader(name, value);
    xhr.responseType = 'blob';
    xhr.upload.addEventListener('progress', ({ loaded, total }) => onProgress({ sent: loaded, total }));
    xhr.addEventListener('error', () => reject(new TypeError('network')));
    xhr.addEventListener('abort', () => reject(request.signal.reason));
    xhr.addEventListener('load', () => {
      const type = xhr.getResponseHeader('content-type') ?? '';
      resolve(new Response(xhr.response, { status: xhr.status, headers: { 'content-type': type } }));
    });
    request.signal.addEventListener('abort', () => xhr.abort());
    xhr.send(body);
  });
}
