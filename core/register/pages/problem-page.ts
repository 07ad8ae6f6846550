/** The pages that say why something does not work, and what to do. They repeat nothing that was sent. */
import { html } from 'hono/html';
import { pageFrame, passage, type PageInput } from './page-frame.ts';
import { chooseWords } from './words/choose-words.ts';
import type { ProblemKind } from './words/page-words.ts';

export interface ProblemPageInput extends PageInput {
  readonly kind: ProblemKind;
  /** The page that sends a new `self` link, or the form; without it no link is shown. */
  readonly next?: string | undefined;
}

/** The status with which each problem is answered. */
export const PROBLEM_STATUS: Readonly<Record<ProblemKind, number>> = {
  'no-page': 404,
  'broken-link': 404,
  'expired-confirm': 410,
  'expired-self': 410,
  'foreign-origin': 403,
  'wrong-method': 405,
  'too-large': 413,
  'wrong-type': 415,
  'too-many': 429,
  unavailable: 503,
};

/** Renders the page. */
export function problemPage({ kind, next, ...input }: ProblemPageInput): string {
  const words = chooseWords(input.language);
  const problem = words.problems[kind];
  return pageFrame(input, {
    title: problem.title,
    body: html`${passage(problem)}
${next === undefined ? '' : html`<p><a href="${next}">${kind === 'expired-self' ? words.askAgain : words.toForm}</a></p>`}`,
  });
}
