/**
 * Numbers the annotations of a chart of days and lists them below it: texts of days that lie close together would
 * overprint each other in the drawing.
 */
import { html } from 'hono/html';
import type { Html } from './figures.ts';

export interface DayNote {
  readonly day: string;
  readonly text: string;
}

export interface NumberedNote extends DayNote {
  /** 1 for the first day that has one. */
  readonly number: number;
}

/** Returns the annotations of a period by day, numbered; those of one day share a number. */
export function numberNotes(
  annotations: readonly DayNote[],
  { from, to }: { readonly from: string; readonly to: string },
): readonly NumberedNote[] {
  const textsByDay = new Map<string, string[]>();
  for (const { day, text } of annotations.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)))
    if (day >= from && day <= to) textsByDay.set(day, [...(textsByDay.get(day) ?? []), text]);
  return [...textsByDay].map(([day, texts], index) => ({ number: index + 1, day, text: texts.join('; ') }));
}

/** Renders the list under the chart; nothing where there are no annotations. */
export function notesList(notes: readonly NumberedNote[]): Html {
  if (notes.length === 0) return html``;
  return html`<ol class="notes">${notes.map(({ day, text }) => html`<li>${day}: ${text}</li>`)}</ol>`;
}
