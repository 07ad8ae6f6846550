/** Draws the live page from /live/data.json. It may not work out a figure that the server did not send. */
'use strict';
(() => {
  /** Tables on the page, in order: report, table, the column drawn as a bar. */
  const TABLES = [
    ['content', 'pages', 'visitors'],
    ['demand', 'topics', 'visitors'],
    ['acquisition', 'sources', 'visitors'],
    ['acquisition', 'campaigns', 'visitors'],
    ['demand', 'goals', 'visitors'],
    ['actions', 'names', 'visitors'],
    ['market', 'countries', 'visitors'],
    ['market', 'languages', 'visitors'],
    ['market', 'devices', 'visitors'],
    ['market', 'browsers', 'visitors'],
    ['market', 'systems', 'visitors'],
    ['market', 'screens', 'visitors'],
  ];
  const BOOKS = {
    stored: 'counted',
    duplicate: 'sent twice',
    bot: 'robots',
    opted_out: 'opted out',
    excluded: 'excluded',
    rejected: 'rejected',
    late: 'late',
  };
  const ROWS = 8;
  const number = new Intl.NumberFormat('en');
  const regions = new Intl.DisplayNames('en', { type: 'region' });
  const languages = new Intl.DisplayNames('en', { type: 'language' });
  const weekday = new Intl.DateTimeFormat('en', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  const main = document.getElementById('figures');
  const state = document.getElementById('state');
  let shown = '';

  function make(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children);
    return element;
  }

  function named(table, value) {
    if (typeof value !== 'string') return String(value ?? '');
    try {
      if (table === 'countries' && /^[A-Z]{2}$/.test(value)) return regions.of(value);
      if (table === 'languages' && /^[a-z]{2,3}$/.test(value)) return languages.of(value);
    } catch {
      /* a code that the browser does not know stays a code */
    }
    return (
      {
        '(none)': 'none',
        '(unknown)': 'unknown',
        '(other)': 'other',
        '(private)': 'private',
        '(no topic)': 'no topic',
      }[value] ?? value
    );
  }

  const duration = (seconds) =>
    seconds < 60
      ? `${Math.round(seconds)} s`
      : seconds < 6000
        ? `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
        : `${number.format(Math.round(seconds / 3600))} h`;

  function tile(label, value, note) {
    return make(
      'div',
      'tile',
      make('dt', '', label),
      make('dd', '', make('strong', '', value), ...(note ? [make('span', '', note)] : [])),
    );
  }

  function cells(table) {
    const at = Object.fromEntries(table.columns.map((column, index) => [column.name, index]));
    return table.rows.map((row) =>
      Object.fromEntries(Object.entries(at).map(([name, index]) => [name, row[index]])),
    );
  }

  function tableOf(reports, site, report, name) {
    return reports
      .find((one) => one.site === site.site && one.from === site.days[0] && one.report === report)
      ?.tables.find((one) => one.name === name);
  }

  function bars(table, bar) {
    const rows = cells(table).filter((row) => row[bar] > 0);
    const keys = table.columns.filter((column) => column.type === 'text').map((column) => column.name);
    const most = Math.max(1, ...rows.map((row) => row[bar]));
    const body = make(
      'tbody',
      '',
      ...rows.slice(0, ROWS).map((row) => {
        const fill = make('span', 'fill');
        fill.style.width = `${(row[bar] / most) * 100}%`;
        const label = keys
          .map((key) => named(table.name, row[key]))
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
      notes.push(rows.length > 0 ? 'Rows that are still too few are left out.' : 'Still too few to show.');
    if (rows.length === 0 && !table.withheld) notes.push('None so far.');
    if (notes.length > 0) parts.push(make('p', 'note', notes.join(' ')));
    return make('section', 'card', ...parts);
  }

  function daysOf(days) {
    const words = days.map((day) => weekday.format(new Date(`${day}T00:00:00Z`)));
    return words.length > 2 ? `${words[0]} to ${words.at(-1)}` : words.join(' and ');
  }

  function siteOf(site, told) {
    const total = tableOf(told.reports, site, 'audience', 'total');
    const row = total === undefined ? undefined : cells(total)[0];
    const title = make('h2', '', site.name, make('small', '', daysOf(site.days)));
    const parts = [title];
    const books = Object.entries(BOOKS)
      .filter(([outcome]) => site.books[outcome] > 0)
      .map(([outcome, words]) => `${number.format(site.books[outcome])} ${words}`);
    const tally =
      books.length === 0
        ? []
        : [
            make(
              'p',
              'books',
              `${number.format(site.received)} event${site.received === 1 ? '' : 's'} received: ${books.join(', ')}.`,
            ),
          ];
    if (row?.visitors > 0) {
      parts.push(
        make(
          'dl',
          'tiles',
          tile('Visitor-days', number.format(row.visitors)),
          tile(
            'Page views',
            number.format(row.page_views),
            row.views_per_visit ? `${row.views_per_visit.toFixed(1)} a visit` : '',
          ),
          tile('Visits', number.format(row.visits)),
          tile(
            'Engaged time',
            duration(row.engaged_seconds),
            row.visits > 0 ? `${duration(row.engaged_seconds / row.visits)} a visit` : '',
          ),
        ),
      );
    } else {
      parts.push(
        ...tally,
        make(
          'p',
          'few',
          told.live.atOnce
            ? 'Nobody yet. Browse the demo site and look here again.'
            : `Still too few to show: figures appear from ${told.live.k} visitor-days on, so that nobody can be watched.`,
        ),
      );
    }
    if (row?.visitors > 0) {
      parts.push(
        ...tally,
        make(
          'div',
          'grid',
          ...TABLES.flatMap(([report, name, bar]) => {
            const table = tableOf(told.reports, site, report, name);
            return table === undefined ? [] : [bars(table, bar)];
          }),
        ),
      );
    }
    return make('article', '', ...parts);
  }

  /** What the server says of itself; the operator may be the only one who looks. */
  async function troubles() {
    const told = await (await fetch('/healthz', { cache: 'no-store' })).json();
    return [...(told.hints ?? []), ...told.problems.map((problem) => problem.detail)];
  }

  function draw(told, troubled) {
    const { live } = told;
    const count = `${number.format(live.visitors)} visitor-day${live.visitors === 1 ? '' : 's'} not sealed yet`;
    state.textContent = live.atOnce
      ? `${count}. Demo: changes at once.`
      : live.visitors > 0
        ? `${count}, as of ${String(live.hour).padStart(2, '0')}:00 to ${String(live.hour + 1).padStart(2, '0')}:00 (${live.timeZone}). Next update when ${live.k} more have come.`
        : `Figures appear when ${live.k} visitor-days have come.`;
    main.replaceChildren(
      ...[...new Set([...(live.hints ?? []), ...troubled])].map((text) => make('p', 'hint', `${text}.`)),
      ...live.sites.map((site) => siteOf(site, told)),
    );
  }

  async function look() {
    let wait = 5_000;
    if (!document.hidden) {
      try {
        const response = await fetch('/live/data.json', { cache: 'no-store' });
        if (!response.ok) throw new Error(String(response.status));
        const text = await response.text();
        const told = JSON.parse(text);
        const troubled = await troubles();
        const all = `${text}${troubled.join()}`;
        if (all !== shown) draw(told, troubled);
        shown = all;
        if (told.live.atOnce) wait = 1_500;
      } catch {
        state.textContent = 'The server does not answer at the moment. Trying again ...';
        shown = '';
      }
    }
    setTimeout(look, wait);
  }
  void look();
})();
