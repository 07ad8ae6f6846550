/** The register that headcount.json names, as it is deployed beside the stream: mistakes by file and JSON path. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '#core/config/parse-config';
import { isSamePlace, registerBeside } from '../../bin/register-beside.ts';
import { HOST, REGISTER_AWS, registerFolder } from '../lib/register/registered.ts';

const SITE = { id: 'shop', hosts: ['www.example.com'], register: { hosts: [HOST] } };
const read = (folder: string, more: object = {}) => {
  const config = parseConfig(JSON.stringify({ sites: [SITE], register: 'register.json', ...more }));
  return { config, register: registerBeside(config, folder) };
};

describe('the register beside the stream', () => {
  it('is none where headcount.json names none, or a register.json without aws', () => {
    expect(read('/nowhere', { register: undefined }).register).toBeUndefined();
    expect(read(registerFolder(undefined)).register).toBeUndefined();
  });

  it('is deployed with its forms, its catalogue and the documents that forms name, without keys or passwords', () => {
    const folder = registerFolder(REGISTER_AWS);
    for (const name of ['mail.password', 'dkim.key', 'register/forms/notes.txt'])
      writeFileSync(join(folder, name), 'secret');
    const { register } = read(folder);
    const paths = Object.keys(register?.beside ?? {});
    expect(paths).toContain('register/register.json');
    expect(paths).toContain('register/register/forms/workshop.json');
    expect(paths).toContain('register/register/catalogue/note-flim.json');
    expect(paths.filter((path) => !path.endsWith('.json'))).toEqual([]);
    expect(register?.database).toBe('headcount_prod_register');
  });

  it.each([
    [
      'an unknown key of aws',
      { ...REGISTER_AWS, buffer: 1 },
      '$.register: register.json: $.aws: "buffer" is unknown here',
    ],
    ['no domain', { identities: ['example.com'] }, '$.register: register.json: $.aws.domain: is missing'],
    [
      'another stage',
      { ...REGISTER_AWS, stage: 'test' },
      '$.register: register.json: $.aws.stage: has to be "prod"',
    ],
    [
      'a host of the stream',
      { ...REGISTER_AWS, domain: { ...REGISTER_AWS.domain, name: 'www.example.com' } },
      '$.register: register.json: $.aws.domain.name: is a host of the usage statistics too',
    ],
    [
      'a host that a site does not know',
      { ...REGISTER_AWS, domain: { ...REGISTER_AWS.domain, name: 'other.example.com' } },
      '$.sites[0].register.hosts: lacks the host of the register',
    ],
  ])('is refused with %s', (_what, aws, problem) => {
    expect(() => read(registerFolder(aws))).toThrow(problem);
  });

  it('is refused with a mistake in a form, which is named, without any form, and where there is no file', () => {
    const wrong = registerFolder(REGISTER_AWS);
    writeFileSync(join(wrong, 'register/forms/workshop.json'), '{}');
    expect(() => read(wrong)).toThrow('$.register: register/forms/workshop.json: $.id: is missing');
    const empty = registerFolder(REGISTER_AWS);
    rmSync(join(empty, 'register'), { recursive: true });
    expect(() => read(empty)).toThrow('there is no form in register/forms');
    expect(() => read('/nowhere')).toThrow('$.register: there is no such file');
  });

  it('passes its open bucket to the stream within one account and region alone', () => {
    const same = (aws: object, streamAws: object) => {
      const { config, register } = read(registerFolder({ ...REGISTER_AWS, ...aws }), { aws: streamAws });
      return register !== undefined && isSamePlace(config, register);
    };
    expect([same({}, {}), same({ region: 'eu-central-1' }, { region: 'eu-central-1' })]).toEqual([
      true,
      true,
    ]);
    expect([same({}, { region: 'eu-west-1' }), same({ account: '111122223333' }, {})]).toEqual([
      false,
      false,
    ]);
  });
});
