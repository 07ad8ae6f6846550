/** Mails handed over to servers on the loopback: a real one, and one that does what a real one seldom does. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { formatMail } from '#runtime/node/register/format-mail';
import { SmtpDoor, type SmtpOptions } from '#runtime/node/register/smtp-door';
import { sampleMail } from './sample-mail.ts';
import { startScripted, type Step } from './scripted-server.ts';
import { selfSigned } from './self-signed.ts';

const AT = Date.UTC(2030, 4, 6, 7, 8, 9, 10);
const certificate = selfSigned();
const servers: SMTPServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise<void>((resolve) => server.close(resolve));
});

interface Delivery {
  readonly bytes: Buffer;
  readonly from: string;
  readonly to: readonly string[];
  readonly isSecure: boolean;
  readonly user: unknown;
}

/** Starts smtp-server; what it takes is in `deliveries`. */
async function startServer(options: SMTPServerOptions) {
  const deliveries: Delivery[] = [];
  const server = new SMTPServer({
    authOptional: true,
    closeTimeout: 100,
    ...certificate,
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        deliveries.push({
          bytes: Buffer.concat(chunks),
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          isSecure: session.secure,
          user: session.user,
        });
        callback(null, 'taken');
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return { deliveries, port: (server.server.address() as AddressInfo).port };
}

const doorTo = (port: number, options: Partial<SmtpOptions> = {}) =>
  new SmtpDoor({
    host: '127.0.0.1',
    port,
    tls: 'none',
    ca: certificate.cert,
    connectMs: 5000,
    silenceMs: 5000,
    ...options,
  });

describe('a mail that a server takes', () => {
  it.each([
    ['none', {}],
    ['starttls', {}],
    ['implicit', { secure: true }],
  ] as const)('arrives byte for byte as the outbox holds it, with TLS "%s"', async (tls, options) => {
    const { deliveries, port } = await startServer(options);
    const mail = sampleMail(
      { from: 'Müller, Söhne & Co <register@example.org>', to: 'ada@bücher.example' },
      'de',
    );
    expect(await doorTo(port, { tls }).send(mail, AT)).toBe('sent');
    expect(deliveries).toMatchObject([
      { from: 'register@example.org', to: ['ada@bücher.example'], isSecure: tls !== 'none' },
    ]);
    expect(deliveries[0]?.bytes.equals((await formatMail(mail, AT)).bytes)).toBe(true);
  });

  it('arrives with its dots, also where a line has one alone', async () => {
    const { deliveries, port } = await startServer({});
    const mail = sampleMail({ text: 'One\n.\n..\n.end\n' });
    expect(await doorTo(port).send(mail, AT)).toBe('sent');
    expect(deliveries[0]?.bytes.equals((await formatMail(mail, AT)).bytes)).toBe(true);
    expect(deliveries[0]?.bytes.toString('latin1')).toContain('\r\n.\r\n..\r\n.end\r\n');
  });

  it('is sent with user and password where they are right', async () => {
    const { deliveries, port } = await startServer({
      onAuth: ({ username, password }, _session, callback) =>
        username === 'register' && password === 'secret'
          ? callback(null, { user: username })
          : callback(new Error('wrong')),
    });
    const door = doorTo(port, { tls: 'starttls', user: 'register', password: 'secret' });
    expect(await door.send(sampleMail(), AT)).toBe('sent');
    expect(deliveries).toMatchObject([{ user: 'register', isSecure: true }]);
  });

  it('goes to the ASCII form of a domain, which every server understands', async () => {
    await using server = await startScripted({});
    expect(await doorTo(server.port).send(sampleMail({ to: 'ada@bücher.example' }), AT)).toBe('sent');
    expect(server.received()).toMatch(/^RCPT TO:<ada@xn--bcher-kva\.example>\r$/m);
    expect(server.received()).toMatch(/^To: ada@xn--bcher-kva\.example\r$/m);
  });

  it('is sent, too, where the server cuts the connection instead of saying good-bye', async () => {
    await using server = await startScripted({ QUIT: 'cut' });
    expect(await doorTo(server.port).send(sampleMail(), AT)).toBe('sent');
  });
});

describe('a mail that certainly was not taken is refused', () => {
  const replies = ['421 closing', '450 later', '451 later', '550 no', '554 no'];
  const steps: readonly Step[] = ['CONNECT', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'BODY'];

  it.each(steps.flatMap((step) => replies.map((reply) => [step, reply] as const)))(
    'by a reply at %s of %s',
    async (step, reply) => {
      await using server = await startScripted({ [step]: reply });
      expect(await doorTo(server.port).send(sampleMail(), AT)).toBe('refused');
      expect(server.received().includes('You are registered')).toBe(step === 'BODY');
    },
  );

  it.each(['CONNECT', 'EHLO', 'MAIL', 'RCPT', 'DATA'] as const)('by a cut at %s', async (step) => {
    await using server = await startScripted({ [step]: 'cut' });
    expect(await doorTo(server.port).send(sampleMail(), AT)).toBe('refused');
  });

  it.each(['CONNECT', 'EHLO', 'MAIL', 'RCPT', 'DATA'] as const)('by silence at %s', async (step) => {
    await using server = await startScripted({ [step]: 'silence' });
    expect(await doorTo(server.port, { connectMs: 300, silenceMs: 300 }).send(sampleMail(), AT)).toBe(
      'refused',
    );
  });

  it('where nobody listens', async () => {
    const { port } = await startScripted({}).then(async (server) => {
      await server[Symbol.asyncDispose]();
      return server;
    });
    expect(await doorTo(port).send(sampleMail(), AT)).toBe('refused');
  });

  it('by a wrong password', async () => {
    const { deliveries, port } = await startServer({
      onAuth: (_auth, _session, callback) => callback(new Error('Invalid username or password')),
    });
    const door = doorTo(port, { tls: 'starttls', user: 'register', password: 'wrong' });
    expect(await door.send(sampleMail(), AT)).toBe('refused');
    expect(deliveries).toEqual([]);
  });

  it('by a server that takes no password where one is configured', async () => {
    await using server = await startScripted({ AUTH: '502 not here' });
    const door = doorTo(server.port, { user: 'register', password: 'secret' });
    expect(await door.send(sampleMail(), AT)).toBe('refused');
    expect(server.received()).not.toContain('MAIL FROM');
  });
});

describe('TLS', () => {
  it('is required: a server without STARTTLS gets neither password nor mail', async () => {
    await using server = await startScripted({ EHLO: '250-mail.example.org\r\n250 AUTH PLAIN LOGIN' });
    const door = doorTo(server.port, { tls: 'starttls', user: 'register', password: 'secret' });
    expect(await door.send(sampleMail(), AT)).toBe('refused');
    expect(server.received()).not.toMatch(/AUTH|MAIL|ada@/);
  });

  it('is required: a server that announces STARTTLS and then refuses it gets nothing', async () => {
    await using server = await startScripted({
      EHLO: '250-mail.example.org\r\n250 STARTTLS',
      STAR: '454 no',
    });
    expect(await doorTo(server.port, { tls: 'starttls' }).send(sampleMail(), AT)).toBe('refused');
    expect(server.received()).not.toContain('MAIL');
  });

  it.each(['starttls', 'implicit'] as const)(
    'refuses a certificate that nobody trusts, with "%s"',
    async (tls) => {
      const { deliveries, port } = await startServer({ secure: tls === 'implicit' });
      expect(await doorTo(port, { tls, ca: selfSigned().cert }).send(sampleMail(), AT)).toBe('refused');
      expect(deliveries).toEqual([]);
    },
  );

  it('refuses a server that speaks plainly where TLS is implicit', async () => {
    await using server = await startScripted({});
    expect(await doorTo(server.port, { tls: 'implicit' }).send(sampleMail(), AT)).toBe('refused');
    expect(server.received()).not.toContain('MAIL');
  });
});

describe('a mail of which nobody knows whether it arrived is unknown', () => {
  it.each([
    ['a cut within the message', { FIRST: 'cut' }],
    ['a cut after its end', { BODY: 'cut' }],
    ['silence after its end', { BODY: 'silence' }],
    ['a reply that is none', { BODY: 'hello' }],
    ['a reply that goes on', { BODY: '354 go on' }],
  ] as const)('after %s', async (_what, script) => {
    await using server = await startScripted(script);
    expect(await doorTo(server.port, { silenceMs: 500 }).send(sampleMail(), AT)).toBe('unknown');
    expect(server.received()).toContain('DATA');
  });
});

describe('closing the door', () => {
  it('cuts off a mail that waits for its reply, which is unknown', async () => {
    await using server = await startScripted({ BODY: 'silence' });
    const door = doorTo(server.port, { silenceMs: 3_600_000 });
    const reached = server.reached('BODY');
    const sent = door.send(sampleMail(), AT);
    await reached;
    await door.close();
    expect(await sent).toBe('unknown');
  });

  it('cuts off a connection that waits for a greeting, and refuses every later mail', async () => {
    await using server = await startScripted({ CONNECT: 'silence' });
    const door = doorTo(server.port, { connectMs: 3_600_000 });
    const reached = server.reached('CONNECT');
    const sent = door.send(sampleMail(), AT);
    await reached;
    await door.close();
    expect(await sent).toBe('refused');
    expect(await door.send(sampleMail(), AT)).toBe('refused');
  });
});
