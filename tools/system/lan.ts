/**
 * HTTPS on the local network, for a real phone: browsers give the camera to secure pages only. The certificate is our
 * own, kept in the data folder and renewed when the machine's addresses change; the phone is asked to accept it once.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { writePrivateFile } from './atomic-file.ts';
import { SystemError } from './system-error.ts';

export interface LanIdentity {
  /** The address to tell phones. */
  address: string;
  keyFile: string;
  certFile: string;
}

const YEAR_MS = 365 * 24 * 3600 * 1000;

/** IPv4 addresses of this machine on its networks. */
export function lanAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'))
    .map(({ address }) => address);
}

/** The key and certificate for these addresses, made when missing, outdated or near their end. */
export async function ensureLanIdentity(folder: string, addresses: string[], now: Date): Promise<LanIdentity> {
  const [address] = addresses;
  if (address === undefined) {
    throw new SystemError('system/no-network', '本机没有接入局域网。/ This machine is on no local network.');
  }
  const identity = { address, keyFile: join(folder, 'key.pem'), certFile: join(folder, 'cert.pem') };
  const about = join(folder, 'about.json');
  const wanted = { addresses: addresses.toSorted(), until: now.getTime() + YEAR_MS };
  if (existsSync(about)) {
    const kept = JSON.parse(readFileSync(about, 'utf8')) as typeof wanted;
    const fresh = kept.until - now.getTime() > YEAR_MS / 12;
    if (fresh && kept.addresses.join() === wanted.addresses.join()) return identity;
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'Qianyin (local network)' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now.getTime() - 3600 * 1000),
    notAfterDate: new Date(wanted.until),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          ...['127.0.0.1', ...addresses].map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
  writePrivateFile(identity.keyFile, key);
  writePrivateFile(identity.certFile, cert);
  writePrivateFile(about, JSON.stringify(wanted));
  return identity;
}
