/**
 * Draws the round company seal in a process of its own that ends afterwards: the font and its engine take some 70 MB,
 * and a worker thread would not give them back.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SealDrawing } from '@qianyin/pki';

const PROGRAM = fileURLToPath(new URL('draw-seal-program.ts', import.meta.url));
const TIMEOUT_MS = 20_000;

/** What the program prints. */
export type Drawn = { drawing: SealDrawing } | { refused: string };

/** Null when the name cannot be a seal's: too long, or with a character that the font lacks. */
export async function drawSeal(name: string): Promise<SealDrawing | null> {
  const drawn = JSON.parse(await run(name)) as Drawn;
  return 'drawing' in drawn ? drawn.drawing : null;
}

function run(input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM], {
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
      // Nothing of the server's surroundings is needed there.
      env: {},
    });
    const output = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        output[stream] += text;
      });
    child.on('error', reject);
    // A program that ended before it read its name says so by its exit code.
    child.stdin.on('error', () => undefined).end(input);
    child.on('close', (code) =>
      code === 0 ? resolve(output.stdout) : reject(new Error(`no seal was drawn: ${output.stderr.slice(0, 500)}`)),
    );
  });
}
