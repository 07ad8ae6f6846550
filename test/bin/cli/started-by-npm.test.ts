/** A server that npm started ends with npm, in order, and leaves no process behind. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Place, ROOT } from '../../support/program.ts';
import { CONFIG, HEADERS, pageview } from '../../runtime/local/server/collector.ts';

let place: Place;
afterEach(() => place.dispose());

interface Started {
  readonly url: string;
  readonly output: () => string;
  /**
   * Sends a signal to npm alone, or SIGINT to its group as Ctrl-C does, and resolves once every process that shares
   * its output has ended.
   */
  readonly end: (signal: NodeJS.Signals) => Promise<void>;
}

async function start(words: readonly string[]): Promise<Started> {
  place = new Place(CONFIG);
  const files = ['--config', join(place.folder, 'headcount.json'), '--data', place.data];
  const [program = '', ...rest] = [...words, '--port', '0', '--json', ...files];
  const child = spawn(program, rest, {
    cwd: ROOT,
    // No build beside other tests, no registry, and a cache that goes with the folder.
    env: {
      ...process.env,
      npm_config_ignore_scripts: 'true',
      npm_config_offline: 'true',
      npm_config_cache: join(place.folder, 'npm'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const closed = once(child, 'close');
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    void closed.then(() => reject(new Error(`it ended before it listened: ${output}`)));
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += chunk;
        const found = /\{"url":\s*"([^"]+)"/.exec(output)?.[1];
        if (found !== undefined) resolve(found);
      });
  });
  return {
    url,
    output: () => output,
    end: async (signal) => {
      process.kill(signal === 'SIGINT' ? -(child.pid ?? 0) : (child.pid ?? 0), signal);
      await closed;
    },
  };
}

describe.each([
  ['npm start', ['npm', 'start', '--']],
  ['npx headcount start', ['npx', 'headcount', 'start']],
])('%s', (_, words) => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const)(
    'ends the server and its engine on %s to npm, and what was acknowledged is kept',
    async (signal) => {
      // On macOS nothing tells a program that the npm above its shell was killed.
      if ((signal === 'SIGKILL' || signal === 'SIGHUP') && !existsSync('/proc/self/stat')) return;
      const server = await start(words);
      const answer = await fetch(`${server.url}/v1/events`, {
        method: 'POST',
        headers: HEADERS,
        body: pageview('/'),
      });
      expect(answer.status).toBe(202);
      await server.end(signal);
      expect(server.output()).toContain('shutting down: finishing open requests');
      await expect(fetch(`${server.url}/healthz`)).rejects.toThrow('fetch failed');
      const journal = readdirSync(join(place.data, 'journal'));
      expect(journal.filter((name) => name.endsWith('.open'))).toEqual([]);
    },
  );
});
