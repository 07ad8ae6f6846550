/** Pages that say what is wrong with a request, in the language of the visitor. */
import { chooseLanguage } from '#core/register/choose-language';
import { PROBLEM_STATUS, problemPage } from '#core/register/pages/problem-page';
import type { ProblemKind } from '#core/register/pages/words/page-words';
import type { RegisterContext } from '#core/register/register-context';
import { pageAnswer } from './answers.ts';
import type { BodyFault } from './read-body.ts';

/** The problem that each fault of a body is shown as. */
export const PROBLEM_OF_BODY: Readonly<Record<BodyFault, ProblemKind>> = {
  'too-large': 'too-large',
  'wrong-type': 'wrong-type',
  'wrong-encoding': 'wrong-type',
};

/** The language that the query or the browser asks for. */
export function languageOf(request: Request, { register }: RegisterContext): string {
  const lang = new URL(request.url).searchParams.get('lang') ?? undefined;
  const accepted = request.headers.get('Accept-Language') ?? undefined;
  return chooseLanguage(register.config.languages, lang, accepted);
}

/** Returns the page of a problem with its status. */
export function problem(kind: ProblemKind, language: string, { register }: RegisterContext): Response {
  const next = kind === 'expired-self' ? '/register/self' : undefined;
  return pageAnswer(problemPage({ config: register.config, language, kind, next }), PROBLEM_STATUS[kind]);
}
