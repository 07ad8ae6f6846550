/** Parses register.json, its forms and its catalogue into one validated configuration. */
import type { z } from 'zod';
import { problemSentence } from '../config/problem-sentence.ts';
import { readJsonText } from '../config/read-json-text.ts';
import { OperatorError } from '../operator-error.ts';
import { checkForm, checkRegisterConfig, findRepeatedForms } from './check-forms.ts';
import { findClashingNames } from './demand/find-clashing-names.ts';
import { DEMO_REGISTER } from './demo-forms.ts';
import { formSchema, type Form } from './form-schema.ts';
import { catalogueItemSchema, type CatalogueItem } from './information/catalogue-schema.ts';
import { findRepeated } from './identifier.ts';
import { registerConfigSchema, type RegisterConfig } from './register-config-schema.ts';

/**
 * The register's configuration cannot be used. The message names file and JSON path of each mistake; it repeats keys
 * of the files, never values.
 */
export class RegisterConfigError extends OperatorError {
  override readonly name = 'RegisterConfigError';
  override readonly exit = 2;
}

export interface RegisterFile {
  /** The name for messages, as `register.json` or `forms/workshop.json`. */
  readonly file: string;
  readonly text: string;
}

/** The register as it is configured: register.json with its defaults, forms and items of the catalogue by id. */
export interface Register {
  readonly config: RegisterConfig;
  readonly forms: ReadonlyMap<string, Form>;
  readonly catalogue: ReadonlyMap<string, CatalogueItem>;
  /** Style rules of the operator, which follow the built-in ones. */
  readonly style?: string;
}

/**
 * Parses register.json, the form files and the files of the catalogue. Without forms the built-in demo form is served,
 * with the demo's catalogue where there is none, and what register.json does not say is the demo's, so that it can be
 * tried under one's own settings. Throws a RegisterConfigError that lists
 * `FILE: $.path: what is wrong and what to write` for each mistake of all files.
 */
export function parseRegister(
  configFile: RegisterFile | undefined,
  formFiles: readonly RegisterFile[],
  catalogueFiles: readonly RegisterFile[] = [],
): Register {
  const problems: string[] = [];
  const config =
    configFile === undefined
      ? registerConfigSchema.parse(formFiles.length === 0 ? DEMO_REGISTER.config : {})
      : parseFile(configFile, registerConfigSchema, problems, (json) =>
          formFiles.length === 0 ? withDemoValues(json) : json,
        );
  const forms =
    formFiles.length === 0
      ? [{ file: 'demo form', form: demoForm(config) }]
      : formFiles.flatMap((source) => {
          const form = parseFile(source, formSchema, problems);
          return form === undefined ? [] : [{ file: source.file, form }];
        });
  for (const at of findRepeatedForms(forms.map(({ form }) => form)))
    problems.push(
      `${forms[at]?.file}: $.id: duplicate form id (compared without case): give each form its own`,
    );
  for (const { form, topic } of findClashingNames(forms.map((one) => one.form)))
    problems.push(
      `${forms[form]?.file}: $.topics[${topic}].demand: another form names the demand of this id otherwise: write the same name in both`,
    );
  if (config !== undefined) {
    for (const { path, problem } of checkRegisterConfig(config))
      problems.push(`${configFile?.file ?? 'register.json'}: ${jsonPath(path)}: ${problem}`);
    for (const { file, form } of forms)
      for (const { path, problem } of checkForm(form, config))
        problems.push(`${file}: ${jsonPath(path)}: ${problem}`);
  }
  const catalogue = parseCatalogue(
    formFiles.length === 0 && catalogueFiles.length === 0 ? DEMO_CATALOGUE_FILES : catalogueFiles,
    problems,
  );
  if (config === undefined || problems.length > 0) throw new RegisterConfigError(problems.join('; '));
  return { config, forms: new Map(forms.map(({ form }) => [form.id, form])), catalogue };
}

const DEMO_CATALOGUE_FILES: readonly RegisterFile[] = DEMO_REGISTER.catalogue.map((item) => ({
  file: 'demo catalogue',
  text: JSON.stringify(item),
}));

function parseCatalogue(
  files: readonly RegisterFile[],
  problems: string[],
): ReadonlyMap<string, CatalogueItem> {
  const items = files.flatMap((source) => {
    const item = parseFile(source, catalogueItemSchema, problems);
    return item === undefined ? [] : [{ file: source.file, item }];
  });
  for (const at of findRepeated(items.map(({ item }) => item.id)))
    problems.push(
      `${items[at]?.file}: $.id: duplicate id in the catalogue (compared without case): give each its own`,
    );
  return new Map(items.map(({ item }) => [item.id, item]));
}

function parseFile<Schema extends z.ZodType>(
  { file, text }: RegisterFile,
  schema: Schema,
  problems: string[],
  prepare: (json: unknown) => unknown = (json) => json,
): z.output<Schema> | undefined {
  const read = readJsonText(text);
  if ('problem' in read) {
    problems.push(`${file}: ${read.problem}`);
    return undefined;
  }
  const result = schema.safeParse(prepare(read.json));
  if (result.success) return result.data;
  problems.push(
    ...result.error.issues.map((issue) => `${file}: ${jsonPath(issue.path)}: ${sentence(issue)}`),
  );
  return undefined;
}

/** problemSentence sends whoever wrote an unknown key to the schema of the stream's configuration. */
function sentence(issue: z.core.$ZodIssue): string {
  return issue.code === 'unrecognized_keys' ? issue.message : problemSentence(issue);
}

/** The demo form offers what register.json has words for. */
function demoForm(config: RegisterConfig | undefined): Form {
  const form = formSchema.parse(DEMO_REGISTER.forms[0]);
  const recipients = new Set(config?.recipients.map(({ id }) => id));
  return {
    ...form,
    purposes: form.purposes.filter((id) => Object.hasOwn(config?.purposes ?? {}, id)),
    recipients: form.recipients.filter((id) => recipients.has(id)),
  };
}

function withDemoValues(json: unknown): unknown {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
    ? { ...DEMO_REGISTER.config, ...json }
    : json;
}

function jsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}.${String(key)}`),
    '$',
  );
}
