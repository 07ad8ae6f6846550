/**
 * The register on AWS beside that of one machine: registration, confirmation, information, transfer, withdrawal and
 * erasure through the synthesized bundles under AWS's runtime client, on DynamoDB Local, moto's S3, SES and Secrets
 * Manager, and a mail server, with the same clock, keys and ids.
 */
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { ScanCommand, type ScanCommandInput } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../support/until.ts';
import { bounce, bySns } from '../../runtime/aws/register/ses-notices.ts';
import { Both } from './both.ts';
import type { TakenMail } from './mail-server.ts';

const tell = (text: string) => {
  if (process.env['HEADCOUNT_REHEARSAL'] === 'tell') process.stdout.write(`${text}\n`);
};

const ADA = {
  name: 'Canary-Ada Größe',
  email: 'Canary.Ada@example.com',
  organisation: 'Canary-Works',
  wishes: 'Canary-Wish',
};
const BEN = { name: 'Canary-Ben', email: 'canary.ben@example.net' };
const CANARY = /canary/i;

let both: Both;
beforeAll(async () => {
  both = await Both.start();
}, 300_000);
afterAll(() => both?.stop());

/** The path of a mail's link of an act. */
function linkIn({ bytes }: TakenMail, act: string): string {
  const text = bytes.replaceAll('=\r\n', '').replaceAll('=3D', '=');
  const found = new RegExp(
    `https://register\\.instruments\\.example(/register/${act}/[A-Za-z0-9_.~-]+)`,
  ).exec(text);
  if (found?.[1] === undefined) throw new Error(`no ${act} link in ${bytes}`);
  return found[1];
}

/** Posts a form's page as a browser does, with the hidden fields of the page. */
async function fillIn(
  form: string,
  language: string,
  fields: Readonly<Record<string, string>>,
  boxes: readonly (readonly [string, string])[],
): Promise<void> {
  const { text } = await both.page('GET', `/register/${form}?lang=${language}`);
  const hidden = ['language', 'notice', 'token'].map((name) => {
    const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1];
    return [name, value ?? ''] as [string, string];
  });
  const body = new URLSearchParams([...hidden, ...Object.entries(fields)]);
  for (const [name, value] of boxes) body.append(name, value);
  const posted = await both.page('POST', `/register/${form}`, body.toString());
  expect(posted.status).toBe(303);
  await both.page('GET', String(posted.headers['location']));
}

/** Registers for the inquiry by the JSON door; returns the submission. */
async function registerByJson(fields: Readonly<Record<string, string>>): Promise<string> {
  const shown = JSON.parse((await both.page('GET', '/v1/forms/inquiry?lang=en')).text) as {
    readonly notice: { readonly sha256: string };
    readonly token: string;
  };
  const { status, text } = await both.page(
    'POST',
    '/v1/registrations',
    JSON.stringify({
      form: 'inquiry',
      language: 'en',
      notice: shown.notice.sha256,
      token: shown.token,
      fields,
      purposes: ['customization'],
      recipients: [],
      topics: [],
    }),
    'application/json',
  );
  expect(`${status} ${text}`).toMatch(/^202 /);
  return (JSON.parse(text) as { readonly submission: string }).submission;
}

const bucket = (prefix: string) => both.aws.name('AWS::S3::Bucket', prefix);
async function objectsOf(
  prefix: string,
): Promise<readonly { readonly key: string; readonly text: string }[]> {
  const Bucket = bucket(prefix);
  const { Contents = [] } = await both.aws.s3.send(new ListObjectsV2Command({ Bucket }));
  return Promise.all(
    Contents.map(async ({ Key = '' }) => {
      const { Body } = await both.aws.s3.send(new GetObjectCommand({ Bucket, Key }));
      return { key: Key, text: String(await Body?.transformToString('latin1')) };
    }),
  );
}

async function itemsOfTable(): Promise<readonly unknown[]> {
  const TableName = both.aws.name('AWS::DynamoDB::Table', 'RegisterStoreTable');
  const items: unknown[] = [];
  let ExclusiveStartKey: ScanCommandInput['ExclusiveStartKey'];
  do {
    const page = await both.aws.dynamo.send(new ScanCommand({ TableName, ExclusiveStartKey }));
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return items;
}

describe('the register on AWS beside that of one machine', () => {
  let ben: string;

  it('answers every page with the same bytes: forms, problems, style, the own page', async () => {
    for (const path of [
      '/healthz',
      '/register/workshop?lang=de',
      '/register/inquiry?lang=en',
      '/register/none?lang=de',
      '/register/self?lang=de',
      '/register/confirm/broken',
      '/v1/forms/workshop?lang=en',
      '/v1/forms/none',
    ])
      expect((await both.page('GET', path)).text.length).toBeGreaterThan(0);
    expect((await both.page('POST', '/v1/registrations', '{"a":"x"}', 'application/json')).status).toBe(422);
    const large = 'x'.repeat(70_000);
    expect((await both.page('POST', '/v1/registrations', large, 'application/json')).status).toBe(413);
  });

  it('registers and confirms by the page, with the same mails byte for byte', async () => {
    await fillIn('workshop', 'de', ADA, [
      ['purposes', 'information'],
      ['purposes', 'market-research'],
      ['recipients', 'example-optics'],
      ['topics', 'microscopes'],
    ]);
    const confirm = await both.mailed(ADA.email);
    expect(confirm.bytes).not.toMatch(/Canary-(Ada|Works|Wish)/);
    expect((await both.page('GET', linkIn(confirm, 'confirm'))).status).toBe(200);
    expect((await both.page('POST', linkIn(confirm, 'confirm'), '')).status).toBe(200);
    await both.mailed(ADA.email);
    tell('registered and confirmed: 2 mails, the same bytes by SES and by SMTP');
  });

  it('registers by the JSON door', async () => {
    ben = await registerByJson({ ...BEN, question: 'Canary-Question' });
    const confirm = await both.mailed(BEN.email);
    await both.page('POST', linkIn(confirm, 'confirm'), '');
    await both.mailed(BEN.email);
  });

  it('gives staff the same lists, persons, proofs, transfers and surveys', async () => {
    const list = await both.staff('list', { purpose: 'service', reason: 'preparation' });
    expect(list['count']).toBe(2);
    const rights = { purpose: 'rights', reason: 'request of the person' };
    await both.staff('show', { who: ADA.email, ...rights });
    await both.staff('prove', { who: ben, ...rights });
    const transfer = { recipient: 'example-optics', purpose: 'transfer:example-optics', reason: 'agreed' };
    const sent = await both.staff('transfer', { ...transfer, isDryRun: false });
    expect(sent['people']).toBe(1);
    await both.staff('survey', { isReleased: false, reason: 'monthly survey' });
    await both.staff('doctor', {});
    expect(await both.staff('erase', { who: 'nobody@example.org' })).toMatchObject({ exit: 1 });
  });

  it('previews, selects and sends information once', async () => {
    const request = { purpose: 'information', reason: 'new courses' };
    await both.staff('inform-preview', { ...request, withMails: true });
    const { mailing, due } = await both.staff('inform-select', { ...request, isDryRun: false });
    expect(due.length).toBeGreaterThan(0);
    const before = both.mails.aws.mails.length;
    const sent = await both.staff('inform-send', { ...request, mailing, refs: due });
    expect(sent).toMatchObject({ sent: due.length });
    await both.mailed(ADA.email);
    expect(both.mails.aws.mails.length).toBe(before + due.length);
    expect(both.relay.taken.at(-1)).toMatchObject({ ConfigurationSetName: 'headcount-rehearsal-register' });
    expect(await both.staff('inform-select', { ...request, isDryRun: true })).toMatchObject({ due: [] });
  });

  it('answers an inquiry with a file', async () => {
    const before = both.mails.aws.mails.length;
    const attachments = [{ filename: 'offer.pdf', content: Buffer.from('%PDF-1.7').toString('base64') }];
    await both.staff('answer', { who: ben, text: 'Please find the offer attached.', attachments });
    const answer = await both.mailed(BEN.email);
    expect(both.mails.aws.mails.length).toBe(before + 1);
    expect(answer.bytes).toContain('offer.pdf');
  });

  it('shows, corrects, exports and withdraws on the own page', async () => {
    await both.page('POST', '/register/self?lang=en', 'address=nobody%40example.org');
    await both.page(
      'POST',
      '/register/self?lang=en',
      `address=${encodeURIComponent(ADA.email.toLowerCase())}`,
    );
    const self = linkIn(await both.mailed(ADA.email), 'self');
    expect((await both.page('POST', self, 'act=show')).text).toContain('Canary-Works');
    await both.page('POST', self, 'act=correct&organisation=Canary-Institute');
    const exported = await both.page('POST', self, 'act=export');
    expect(exported.text).toContain('Canary-Institute');
    await both.page('POST', self, 'act=withdraw&only=market-research');
  });

  it('withdraws by a reply and by one click, at once', async () => {
    await both.receive(
      'reply',
      `From: ${BEN.name} <${BEN.email}>\r\nTo: answers@instruments.example\r\nSubject: Re: Information\r\n` +
        'Message-ID: <reply-1@example.net>\r\n\r\nunsubscribe\r\n',
    );
    const rights = { purpose: 'rights', reason: 'request of the person' };
    const shown = await both.staff('show', { who: ben, ...rights });
    expect(shown['permissions']).toContainEqual(
      expect.objectContaining({ purpose: 'customization', state: 'withdrawn' }),
    );
    const welcome = both.mails.aws.mails.find(
      ({ to, bytes }) => to[0] === ADA.email && /withdraw/.test(bytes),
    );
    const link = linkIn(welcome as TakenMail, 'withdraw');
    expect((await both.page('POST', link, 'List-Unsubscribe=One-Click')).status).toBe(200);
    const list = await both.staff('list', { purpose: 'information', reason: 'check' });
    expect(list['count']).toBe(0);
    await both.staff('cases', {});
  });

  it('erases by staff and on the own page, so that nothing of a person is left on either side', async () => {
    await both.staff('erase', { who: ben });
    await both.page('POST', '/register/self?lang=en', `address=${encodeURIComponent(ADA.email)}`);
    const self = linkIn(await both.mailed(ADA.email), 'self');
    expect((await both.page('POST', self, 'act=erase')).status).toBe(200);
    await both.page('POST', self, 'act=show');
    expect(both.local.holds('anary-')).toBe(false);
    const items = await itemsOfTable();
    expect(items.length).toBeGreaterThan(10);
    expect(JSON.stringify(items)).not.toMatch(CANARY);
    for (const { key, text } of await objectsOf('RegisterStoreBucket'))
      expect(`${key} ${text}`, key).not.toMatch(CANARY);
  });

  it('leaves a mail due that SES did not take, hands over the same bytes when staff asks, and files that it came back', async () => {
    const before = both.mails.aws.mails.length;
    both.relay.refusals.push(503);
    await registerByJson({ ...BEN, question: 'Canary-Question' });
    expect(both.mails.aws.mails.length).toBe(before);
    const invoked = await (await both.aws.start('Mail')).invoke({ command: 'send-now' });
    expect(invoked).toEqual({ result: { result: null } });
    await both.mailed(BEN.email);
    expect(both.mails.aws.mails.length).toBe(before + 1);
    const [tag] = both.relay.taken.at(-1)?.EmailTags ?? [];
    const notice = bySns(bounce(tag?.Value, BEN.email));
    expect(await (await both.aws.start('Mail')).invoke(notice)).toEqual({ result: { result: null } });
    expect(JSON.stringify(await itemsOfTable())).toContain('bounced');
  });

  it.each([
    ['before SES had it', false],
    ['after SES took it', true],
  ])('sends information at most once where the function ends %s', async (_when, isTaken) => {
    const email = `canary.cut-${isTaken}@example.org`;
    await fillIn('workshop', 'en', { name: 'Canary-Cut', email }, [
      ['purposes', 'information'],
      ['topics', 'microscopes'],
    ]);
    await both.page('POST', linkIn(await both.mailed(email), 'confirm'), '');
    const staff = await both.aws.start('Staff');
    const mail = await both.aws.start('Mail');
    const request = { purpose: 'information', reason: 'new courses' };
    const select = async () => {
      const input = { ...request, isDryRun: false };
      const invoked = await staff.invoke({ command: 'inform-select', input, reader: 'staff:rehearsal' });
      return (invoked as { result: { result: Record<string, any> } }).result.result;
    };
    const { mailing, due: refs } = await select();
    expect(refs.length).toBe(1);
    const before = both.mails.aws.mails.length;
    both.relay.beforeTaking = () => {
      mail.kill();
      return isTaken;
    };
    const input = { ...request, mailing, refs };
    const cut = await staff.invoke({ command: 'inform-send', input, reader: 'staff:rehearsal' });
    expect(JSON.stringify(cut)).toContain('function.failed');
    both.relay.beforeTaking = () => true;
    expect(await select()).toMatchObject({ due: [], unknown: 1 });
    const ofMailing = () =>
      both.mails.aws.mails.filter(
        ({ bytes }) => bytes.includes('List-Unsubscribe-Post') && !bytes.includes('Auto-Submitted'),
      );
    await until(() => both.mails.aws.mails.length === before + Number(isTaken));
    expect(ofMailing().filter(({ to }) => to[0] === email).length).toBe(Number(isTaken));
  });

  it('sweeps, and leaves what was given up, released demand and counts, none of them about a person', async () => {
    const invoked = await (await both.aws.start('Sweep')).invoke({});
    expect(invoked).toEqual({ result: { swept: true } });
    const open = await objectsOf('RegisterOpenBucket');
    expect(open.map(({ key }) => key)).toEqual(['demand.json', 'survey-table/2026-11.parquet']);
    const all = await objectsOf('RegisterStoreBucket');
    expect(all.map(({ key }) => key).some((key) => key.startsWith('given-up/2026-11-30/'))).toBe(true);
    for (const { key, text } of [...open, ...all]) expect(`${key} ${text}`, key).not.toMatch(CANARY);
  });

  it.each(['Pages', 'Staff', 'Mail', 'Sweep'] as const)(
    'asks AWS, in the function %s, for nothing that its role in the template does not allow',
    (name) => {
      const calls = both.aws.calls(name);
      expect(calls.length).toBeGreaterThan(10);
      expect(both.aws.denied(name, calls)).toEqual([]);
    },
  );

  it('could ask for no more by these roles: no list for the pages, no scan, no event deleted, no mail but by one', () => {
    const table = both.aws.name('AWS::DynamoDB::Table', 'RegisterStoreTable');
    const kept = `arn:aws:s3:::${bucket('RegisterStoreBucket')}/given-up/2026-11-30/x.jsonl`;
    const more = [
      { action: 'dynamodb:Scan', resource: table },
      { action: 'dynamodb:DeleteItem', resource: table, leadingKeys: ['P#x'] },
      { action: 's3:DeleteObject', resource: kept },
      { action: 's3:PutObject', resource: kept, isIfNoneMatch: false },
    ];
    for (const name of ['Pages', 'Staff', 'Mail', 'Sweep'] as const)
      expect(both.aws.denied(name, more), name).toEqual(more);
    const list = { action: 'dynamodb:Query', resource: `${table}/index/by-list` };
    expect(both.aws.denied('Pages', [list])).toEqual([list]);
    const send = both.aws.calls('Mail').filter(({ action }) => action === 'ses:SendEmail');
    for (const name of ['Pages', 'Staff', 'Sweep'] as const)
      expect(both.aws.denied(name, send)).toEqual(send);
  });

  it('says nothing of anybody in a log line, a metric or an error', async () => {
    const logs = await both.aws.logs();
    expect(logs).toContain('"SweepRan":1');
    expect(logs).toContain('"MailsRefused":1');
    expect(logs).not.toMatch(CANARY);
    expect(both.local.output).not.toMatch(CANARY);
    tell(`${both.mails.aws.mails.length} mails, the same bytes by SES and by SMTP`);
  });
});
