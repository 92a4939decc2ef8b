/**
 * The service as OpenID provider: discovery, the redirect, and redeeming a code. The code of a scan login and that of
 * the redirect are redeemed alike, with PKCE (RFC 7636), nonce, and the id token's signature checked.
 */
import * as oidc from 'openid-client';
import { Refusal } from '../platform/refusal.ts';

export const SCOPE = 'openid';

export interface ServiceAddress {
  url: string;
  internalUrl?: string | undefined;
  clientId: string;
  clientSecret: string;
}

/** What the id token says of the certificate that was used. */
export interface Claims {
  subject: string;
  uscc: string;
  unitName: string;
}

export class OidcLogin {
  readonly redirectUri: string;
  readonly #service: ServiceAddress;
  readonly #issuer: URL;
  #discovered: Promise<oidc.Configuration> | undefined;

  constructor(service: ServiceAddress, redirectUri: string) {
    this.#service = service;
    this.#issuer = new URL(`${service.url.replace(/\/+$/, '')}/oidc`);
    this.redirectUri = redirectUri;
  }

  /** Fresh values of one login. */
  static async begin(): Promise<{ nonce: string; verifier: string; state: string; codeChallenge: string }> {
    const verifier = oidc.randomPKCECodeVerifier();
    return {
      nonce: oidc.randomNonce(),
      verifier,
      state: oidc.randomState(),
      codeChallenge: await oidc.calculatePKCECodeChallenge(verifier),
    };
  }

  /** Where the browser is sent for the ordinary redirect flow. */
  async redirectUrl({ nonce, state, codeChallenge }: { nonce: string; state: string; codeChallenge: string }) {
    return oidc.buildAuthorizationUrl(await this.#configuration(), {
      redirect_uri: this.redirectUri,
      scope: SCOPE,
      nonce,
      state,
      code_challenge: codeChallenge,
      code_challenge_method: 'S256',
    });
  }

  /** Redeems a code that came over the back channel, from take-scan-result. */
  async redeemCode(code: string, { nonce, verifier }: { nonce: string; verifier: string }): Promise<Claims> {
    const answer = new URL(this.redirectUri);
    answer.search = new URLSearchParams({ code, iss: this.#issuer.href }).toString();
    return this.#redeem(answer, { expectedNonce: nonce, pkceCodeVerifier: verifier });
  }

  /** Redeems the code of an answer that came by redirect; `state` and `iss` (RFC 9207) are checked. */
  async redeemRedirect(
    answer: URL,
    { nonce, verifier, state }: { nonce: string; verifier: string; state: string },
  ): Promise<Claims> {
    return this.#redeem(answer, { expectedNonce: nonce, pkceCodeVerifier: verifier, expectedState: state });
  }

  async #redeem(answer: URL, checks: oidc.AuthorizationCodeGrantChecks): Promise<Claims> {
    const configuration = await this.#configuration();
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, answer, { ...checks, idTokenExpected: true });
      return claimsOf(tokens.claims());
    } catch (cause) {
      throw new Refusal('exchange/login-failed', undefined, { cause });
    }
  }

  async #configuration(): Promise<oidc.Configuration> {
    this.#discovered ??= this.#discover();
    try {
      return await this.#discovered;
    } catch (cause) {
      // The next login asks again: the service may have been starting.
      this.#discovered = undefined;
      throw new Refusal('exchange/service-unavailable', undefined, { cause });
    }
  }

  async #discover(): Promise<oidc.Configuration> {
    const { clientId, clientSecret, url, internalUrl } = this.#service;
    const customFetch: oidc.CustomFetch = (target, init) =>
      fetch(inside(target, url, internalUrl), init as RequestInit);
    const configuration = await oidc.discovery(
      this.#issuer,
      clientId,
      undefined,
      oidc.ClientSecretBasic(clientSecret),
      {
        [oidc.customFetch]: customFetch,
        // Only where the configuration itself names an http address: one machine, or a network of one's own.
        execute: this.#issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
      },
    );
    // The id token's signature is checked although the token endpoint was asked directly: that hop may be plain http.
    oidc.enableNonRepudiationChecks(configuration);
    return configuration;
  }
}

/** The address at which this server reaches what the service publishes under its outer address. */
function inside(target: string, url: string, internalUrl: string | undefined): string {
  if (internalUrl === undefined) return target;
  const outer = new URL(target);
  return outer.origin === new URL(url).origin ? new URL(outer.pathname + outer.search, internalUrl).href : target;
}

function claimsOf(claims: oidc.IDToken | undefined): Claims {
  const { sub, uscc, unit_name: unitName } = { ...claims } as Record<string, unknown>;
  if (typeof sub !== 'string' || typeof uscc !== 'string' || typeof unitName !== 'string')
    throw new TypeError('the id token names no unit');
  return { subject: sub, uscc, unitName };
}
