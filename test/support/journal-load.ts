/**
 * Senders that keep a server busy and record the ids that it acknowledged; an unacknowledged id is resent to the next
 * server.
 */
import { Agent, request } from 'node:http';
import { until } from './until.ts';

const AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

export class JournalLoad {
  /** Paths of events that got a 202; each event has a path of its own. */
  readonly acknowledged = new Set<string>();
  /** Paths that were sent and never acknowledged: they may count once or not at all. */
  readonly unsure = new Set<string>();
  readonly #retry: string[] = [];
  #next = 0;
  #running = false;
  #done: Promise<unknown> = Promise.resolve();

  /** Sends from several connections until `stop`. */
  start(url: string, connections = 8): void {
    this.#running = true;
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    this.#done = Promise.all(Array.from({ length: connections }, () => this.#send(url, agent))).finally(() =>
      agent.destroy(),
    );
  }

  /** Resolves once as many more events are acknowledged. */
  async acknowledges(more: number): Promise<void> {
    const enough = this.acknowledged.size + more;
    await until(() => this.acknowledged.size >= enough);
  }

  /** Stops sending and waits for requests in flight. */
  async stop(): Promise<void> {
    this.#running = false;
    await this.#done;
  }

  async #send(url: string, agent: Agent): Promise<void> {
    while (this.#running) {
      const path = this.#retry.pop() ?? newPath((this.#next += 1));
      this.unsure.add(path);
      const status = await this.#post(url, agent, path);
      if (status === 202) {
        this.acknowledged.add(path);
        this.unsure.delete(path);
      } else {
        this.#retry.push(path);
        if (status === undefined) return;
      }
    }
  }

  #post(url: string, agent: Agent, path: string): Promise<number | undefined> {
    return new Promise((resolve) => {
      const id = `event-${path.replaceAll(/\D/g, '').padStart(20, '0')}`;
      const outgoing = request(
        `${url}/v1/events`,
        { method: 'POST', agent, headers: { origin: 'https://shop.example', 'user-agent': AGENT } },
        (answer) => {
          answer.on('data', () => undefined);
          answer.on('end', () => resolve(answer.statusCode));
          answer.on('error', () => resolve(undefined));
        },
      );
      outgoing.on('error', () => resolve(undefined));
      outgoing.end(
        JSON.stringify({ site: 'shop', name: 'pageview', url: `https://shop.example${path}`, id }),
      );
    });
  }
}

/** In thousands, because the scrubber maps all numbers of five and more digits to the same path. */
function newPath(count: number): string {
  return `/p/${Math.floor(count / 1000)}/${String(count % 1000).padStart(3, '0')}`;
}
