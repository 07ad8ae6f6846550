/** Events of pages whose tools add headers to each `fetch`, sent to the collector's own code at another origin. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnonymousEvent } from '#core/event/anonymous-event';
import { collect } from '#core/collect/collect';
import { contextOf } from '../core/collect/posted.ts';
import { CHROMIUM } from './chromium.ts';
import { trackedPage } from './tracked.ts';

/** As such tools do it: the page's own `fetch` is replaced by one that adds headers. */
const wrapping = (headers: Readonly<Record<string, string>>) => `<script>
const original = window.fetch;
window.fetch = (address, options = {}) =>
  original(address, { ...options, headers: { ...options.headers, ...${JSON.stringify(headers)} } });
</script>`;
const TRACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe.skipIf(CHROMIUM === undefined)('a page whose tools add headers', () => {
  const tracked = trackedPage();
  let collector: Server;
  let rows: AnonymousEvent[];
  let methods: string[];
  beforeEach(async () => {
    rows = [];
    methods = [];
    const context = contextOf({
      sites: [{ id: 'test', hosts: ['127.0.0.1'], origins: [tracked.site.url] }],
    });
    collector = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { status, headers, body, events } = collect(
          {
            method: request.method ?? '',
            path: request.url ?? '',
            query: '',
            header: (name) => request.headers[name]?.toString(),
            body: Buffer.concat(chunks),
            peer: '198.51.100.7',
          },
          context,
        );
        methods.push(request.method ?? '');
        rows.push(...events);
        response.writeHead(status, headers).end(body);
      });
    });
    await new Promise<void>((done) => {
      collector.listen(0, '127.0.0.1', done);
    });
  });
  afterEach(() => {
    collector.closeAllConnections();
    collector.close();
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    [
      'Sentry',
      { 'sentry-trace': '4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1', baggage: 'sentry-release=1' },
    ],
    ['OpenTelemetry', { traceparent: TRACE, tracestate: 'vendor=1' }],
    ['Datadog', { 'x-datadog-trace-id': '1', 'x-datadog-sampling-priority': '1' }],
    ['New Relic', { newrelic: 'eyJ2IjpbMCwxXX0=', traceparent: TRACE }],
    ['a tool that nobody knows', { 'x-requested-with': 'XMLHttpRequest', 'x-tool-of-our-own': '1' }],
    ['a content type of JSON', { 'content-type': 'application/json' }],
  ])('is counted with the headers of %s', async (_tool, headers) => {
    const { port } = collector.address() as AddressInfo;
    tracked.site.page('/a', 'a', {
      head: wrapping(headers),
      script: `<script defer src="/headcount.js" data-site="test" data-api="http://127.0.0.1:${port}/v1/events"></script>`,
    });
    const answered = tracked.page.waitForResponse(
      (response) => response.request().method() === 'POST' && response.url().endsWith('/v1/events'),
    );
    await tracked.open('/a');
    expect((await answered).status()).toBe(202);
    expect(rows.map(({ outcome, name, path }) => [outcome, name, path])).toEqual([
      ['stored', 'pageview', '/a'],
    ]);
    expect(methods).toEqual(['OPTIONS', 'POST']);
  });
});
