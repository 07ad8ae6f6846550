/**
 * Renders a table of the live page as a card: its rows with bars. It may not compute a figure that the server did not
 * send.
 */
import { make } from './make.js';
import { displayName, number } from './words.js';

const ROWS = 8;

/** Returns the rows of a table as records. */
export function cells(table) {
  const at = Object.fromEntries(table.columns.map((column, index) => [column.name, index]));
  return table.rows.map((row) =>
    Object.fromEntries(Object.entries(at).map(([name, index]) => [name, row[index]])),
  );
}

/** Returns the card of a table whose column `bar` is drawn as bars. */
export function bars(table, bar) {
  const rows = cells(table).filter((row) => row[bar] > 0);
  const keys = table.columns.filter((column) => column.type === 'text').map((column) => column.name);
  const max = Math.max(1, ...rows.map((row) => row[bar]));
  const body = make(
    'tbody',
    '',
    ...rows.slice(0, ROWS).map((row) => {
      const fill = make('span', 'fill');
      fill.style.width = `${(row[bar] / max) * 100}%`;
      const label = keys
        .map((key) => displayName(table.name, row[key]))
        .filter((part, index, all) => all.indexOf(part) === index)
        .join(' · ');
      const head = make('th', '', fill, make('span', 'label', label));
      head.scope = 'row';
      return make('tr', '', head, make('td', '', number.format(row[bar])));
    }),
  );
  const unit = table.columns.find((column) => column.name === bar)?.label ?? '';
  const columns = make(
    'thead',
    '',
    make(
      'tr',
      '',
      make(
        'th',
        '',
        keys.map((key) => table.columns.find((column) => column.name === key)?.label).join(' · '),
      ),
      make('th', 'right', unit),
    ),
  );
  const parts = [make('h3', '', table.title)];
  if (rows.length > 0) parts.push(make('table', '', columns, body));
  const notes = [];
  if (rows.length > ROWS) notes.push(`${rows.length - ROWS} more in headcount live.`);
  if (table.withheld)
    notes.push(rows.length > 0 ? 'Rows with too few visitor-days are left out.' : 'Too few to show.');
  if (rows.length === 0 && !table.withheld) notes.push('None so far.');
  if (notes.length > 0) parts.push(make('p', 'note', notes.join(' ')));
  return make('section', 'card', ...parts);
}
