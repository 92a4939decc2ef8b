/**
 * The security headers of a server with pages, as @fastify/helmet takes them. No script but our own files; WebAssembly
 * (cryptography, PDF) may be compiled; no other site may frame a page and have somebody click in it unawares.
 */
export function browserSecurity(publicUrl: string) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        // The component libraries set styles at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    // A browser that once saw this over http://127.0.0.1 could not come back.
    hsts: publicUrl.startsWith('https:'),
  };
}
