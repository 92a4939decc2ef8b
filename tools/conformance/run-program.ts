/** Running a program of the machine: bounded in time and output, ended with everything that it started. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Ran {
  /** null: it was not there, or it was ended. */
  status: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  input?: string;
  seconds?: number;
}

const MAX_OUTPUT = 64 << 20;

export function runProgram(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { cwd, env, input = '', seconds = 60 } = options;
  return new Promise((settle) => {
    // A group of its own: a build tool that is ended must not leave its compiler behind.
    const child = spawn(program, args, { cwd, env: env ?? process.env, detached: true });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let length = 0;
    let late = '';
    const end = (why: string) => {
      late = why;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    };
    const timer = setTimeout(() => end(`ended after ${seconds} s`), seconds * 1000);
    const keep = (list: Buffer[]) => (chunk: Buffer) => {
      length += chunk.length;
      if (length > MAX_OUTPUT) end('too much output');
      else list.push(chunk);
    };
    child.stdout.on('data', keep(out));
    child.stderr.on('data', keep(err));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const done = (status: number | null, message: string) => {
      clearTimeout(timer);
      running.delete(child.pid ?? 0);
      settle({
        status: late ? null : status,
        stdout: Buffer.concat(out).toString('utf8'),
        stderr: `${Buffer.concat(err).toString('utf8')}${message}${late}`,
      });
    };
    child.once('error', (error) => done(null, error.message));
    child.once('close', (status) => done(status, ''));
    if (child.pid !== undefined) running.add(child.pid);
  });
}

const running = new Set<number>();

/** For a driver that is told to stop. */
export function endPrograms(): void {
  for (const pid of running) process.kill(-pid, 'SIGKILL');
}

export function onPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
