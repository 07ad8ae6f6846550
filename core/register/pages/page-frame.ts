/** The frame of every hosted page: head, the firm's name, languages, contact. No script, and nothing from elsewhere. */
import { html, raw } from 'hono/html';
import type { RegisterConfig } from '../register-config-schema.ts';
import { chooseWords, languageOfWords } from './words/choose-words.ts';
import type { Passage } from './words/page-words.ts';

export type Html = ReturnType<typeof html>;

/** Where the handler serves REGISTER_STYLE. */
export const STYLE_PATH = '/register/style.css';

/** What every page is given. */
export interface PageInput {
  readonly config: RegisterConfig;
  /** One of the configured languages, which chooseLanguage has chosen. */
  readonly language: string;
}

export interface PageParts {
  /** In words of the page's own, without the firm's name. */
  readonly title: string;
  readonly body: Html;
  /** Whether the page can be had in the other languages at its own address with `?lang=`. */
  readonly isTranslatable?: boolean;
}

/** Renders a whole page as text. */
export function pageFrame(
  { config, language }: PageInput,
  { title, body, isTranslatable }: PageParts,
): string {
  const words = chooseWords(language);
  const { controller, dpo } = config;
  const contact = controller?.email ?? dpo?.email;
  const others = isTranslatable === true ? config.languages.filter((one) => one !== language) : [];
  const document = html`<!doctype html>
<html lang="${languageOfWords(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${controller === undefined ? title : `${title} · ${controller.name}`}</title>
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body>
<a class="skip" href="#content">${words.skip}</a>
<header class="top">
<p class="brand">${controller?.name ?? ''}</p>
${
  others.length === 0
    ? ''
    : html`<nav aria-label="${words.languages}"><ul>${others.map((one) => html`<li><a href="?lang=${one}" hreflang="${one}" lang="${one}">${nameOfLanguage(one)}</a></li>`)}</ul></nav>`
}
</header>
<main id="content" tabindex="-1">
${body}
</main>
<footer>
${controller === undefined ? '' : html`<p>${[controller.name, controller.address].filter((part) => part !== undefined).join(', ')}</p>`}
${contact === undefined ? '' : html`<p>${words.privacyContact}: <a href="mailto:${contact}">${contact}</a></p>`}
</footer>
</body>
</html>
`;
  return String(document);
}

/** Renders a heading and paragraphs. */
export function passage({ title, text }: Passage): Html {
  return html`<h1>${title}</h1>${paragraphs(text)}`;
}

/** Renders sentences as paragraphs. */
export function paragraphs(text: readonly string[]): Html {
  return html`${text.map((one) => html`<p>${one}</p>`)}`;
}

/** The attribute `lang` of words that the form brings along, where the page's own words are in another language. */
export function langOfForm(language: string): Html {
  return languageOfWords(language) === language ? raw('') : html` lang="${language}"`;
}

function nameOfLanguage(language: string): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
}
