import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { beforeEach, describe, expect, it } from 'vitest';
import { Outbox } from '#runtime/local/register/outbox';
import { formatMail } from '#runtime/node/register/format-mail';
import { sampleMail } from '../../node/register/sample-mail.ts';

const AT = Date.UTC(2030, 4, 6, 7, 8, 9, 10);
let data = '';
const outbox = () => join(data, 'outbox');
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'headcount-outbox-'));
});

describe('the outbox', () => {
  it('holds a mail under the name of its instant, kind and id, with the bytes of the message', async () => {
    const mail = sampleMail();
    expect(await new Outbox(data).send(mail, AT)).toBe('sent');
    expect(readdirSync(outbox())).toEqual(['20300506T070809010Z-welcome-id_1-A.eml']);
    const bytes = readFileSync(join(outbox(), '20300506T070809010Z-welcome-id_1-A.eml'));
    expect(bytes.equals((await formatMail(mail, AT)).bytes)).toBe(true);
    expect((await PostalMime.parse(bytes)).text).toContain('You are registered');
  });

  it('is closed to other users, also where the folder was open', async () => {
    mkdirSync(outbox());
    chmodSync(outbox(), 0o755);
    await new Outbox(data).send(sampleMail(), AT);
    expect(mode(outbox())).toBe('700');
    expect(mode(join(outbox(), readdirSync(outbox())[0] ?? ''))).toBe('600');
  });

  it('removes the draft of a mail that a crash left', () => {
    mkdirSync(outbox());
    writeFileSync(join(outbox(), '20300101T000000000Z-confirm-x.eml.tmp'), 'To: ada@example.org');
    writeFileSync(join(outbox(), '20300101T000000000Z-confirm-y.eml'), 'whole');
    expect(new Outbox(data)).toBeDefined();
    expect(readdirSync(outbox())).toEqual(['20300101T000000000Z-confirm-y.eml']);
  });

  it.each(['../a', 'a/b', 'a.b', '', 'a b'])('writes nothing for the id "%s"', async (id) => {
    await expect(new Outbox(data).send(sampleMail({ id }), AT)).rejects.toThrow('id of a mail');
    expect(readdirSync(outbox())).toEqual([]);
  });

  it('leaves no draft where the file cannot be written', async () => {
    const name = '20300506T070809010Z-welcome-id_1-A.eml';
    mkdirSync(join(outbox(), name, 'in the way'), { recursive: true });
    await expect(new Outbox(data).send(sampleMail(), AT)).rejects.toThrow();
    expect(readdirSync(outbox())).toEqual([name]);
  });

  it('takes nothing once it is closed', async () => {
    const box = new Outbox(data);
    await box.close();
    expect(await box.send(sampleMail(), AT)).toBe('refused');
    expect(readdirSync(outbox())).toEqual([]);
  });
});
