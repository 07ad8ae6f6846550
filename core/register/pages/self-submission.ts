/** One submission on the page about oneself: details, what was allowed, who has received it, what can be added. */
import { html } from 'hono/html';
import { boxGroup } from './boxes.ts';
import { fieldRow } from './fields.ts';
import { noticeText } from './notice-text.ts';
import { dayWords } from './offer-words.ts';
import type { Html, PageInput } from './page-frame.ts';
import { purposeName } from './purpose-name.ts';
import type { SelfPermission, SelfSubmission } from './self-view.ts';
import { chooseWords } from './words/choose-words.ts';

/** Renders a submission; `at` keeps the ids of several apart. */
export function submissionPart(one: SelfSubmission, at: number, input: PageInput): Html {
  const { config, language } = input;
  const words = chooseWords(language).self;
  const day = (time: string) => dayWords(Date.parse(time), config.timeZone, language);
  return html`<article class="card" aria-labelledby="s${at}"><h2 id="s${at}">${one.title}</h2>
<p class="hint">${words.received(day(one.received))} ${words.channels[one.channel]} · <span class="state ${one.state}">${words.serviceStates[one.state]}</span></p>
${detailsPart(one, at, language)}
${one.topics.length === 0 ? '' : html`<h3>${words.topics}</h3><p>${one.topics.join(', ')}</p>`}
<h3>${words.permissions}</h3>
${
  one.permissions.length === 0
    ? html`<p>${words.noPermissions}</p>`
    : html`<ul class="permissions">${one.permissions.map((permission) => permissionItem(permission, day, input))}</ul>`
}
<h3>${words.transfers}</h3>
${
  one.transfers.length === 0
    ? html`<p>${words.noTransfers}</p>`
    : html`<ul>${one.transfers.map((transfer) => html`<li>${words.transferred(transfer.recipient, day(transfer.at))}</li>`)}</ul>`
}
${givePart(one, at, language)}</article>
`;
}

function detailsPart(one: SelfSubmission, at: number, language: string): Html {
  const words = chooseWords(language).self;
  if (one.fields.length === 0) return html``;
  if (!one.isEditable)
    return html`<h3>${words.details}</h3>
<dl class="details">${one.fields.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
  const errorOf = (name: string) => one.errors?.find(({ field }) => field === name)?.detail;
  return html`<h3>${words.details}</h3>
<form method="post" novalidate><input type="hidden" name="act" value="correct">
<p class="hint">${words.correctHint}</p>
${one.fields.map((field) =>
  fieldRow({
    ...field,
    ...(field.type === 'email' ? { reason: words.addressHint } : {}),
    error: errorOf(field.name),
    idPrefix: `s${at}-field-`,
    language,
  }),
)}<p><button type="submit" class="second">${words.correct}</button></p></form>`;
}

function permissionItem(
  { purpose, state, since }: SelfPermission,
  day: (time: string) => string,
  { config, language }: PageInput,
): Html {
  const { states, self } = chooseWords(language);
  const name = purposeName(purpose, config, language);
  const canStop = state === 'given' || state === 'requested';
  return html`<li><span class="what">${name}</span> <span class="since"><span class="state ${state}">${states[state]}</span> ${self.since(day(since))}</span>${
    canStop
      ? html` <form method="post"><input type="hidden" name="act" value="withdraw"><button type="submit" class="small" name="only" value="${purpose}">${self.withdraw}<span class="quiet">: ${name}</span></button></form>`
      : ''
  }</li>
`;
}

function givePart({ submission, offer }: SelfSubmission, at: number, language: string): Html {
  if (offer === undefined || offer.purposes.length + offer.recipients.length === 0) return html``;
  const { self, form } = chooseWords(language);
  const { notice, boxes } = offer;
  const group = (name: 'purposes' | 'recipients') => ({
    name,
    idPrefix: `s${at}-${name}`,
    legend: form[name],
    boxes: boxes[name].filter(({ id }) => offer[name].includes(id)),
    language: notice.language,
  });
  return html`<h3>${self.give}</h3>
<form method="post"><input type="hidden" name="act" value="give">
<input type="hidden" name="submission" value="${submission}">
<input type="hidden" name="notice" value="${notice.sha256}">
<input type="hidden" name="language" value="${notice.language}">
<p class="hint">${self.giveHint}</p>
${boxGroup(group('purposes'))}
${boxGroup({ ...group('recipients'), hint: form.recipientsHint })}
<details open><summary>${self.giveNotice}</summary>
${noticeText({ notice, ...boxes })}</details>
<p><button type="submit" class="second">${self.giveButton}</button></p></form>`;
}
