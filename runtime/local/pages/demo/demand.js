/** Orders each list marked `data-demand` by the demand for the topics of its items; else the page's order holds. */
'use strict';
addEventListener('DOMContentLoaded', async () => {
  const lists = document.querySelectorAll('[data-demand]');
  if (lists.length === 0) return;
  const answer = await fetch('/v1/demand').catch(() => undefined);
  if (!answer?.ok) return;
  const { topics } = await answer.json();
  const levels = new Map(topics.map(({ topic, level }) => [topic, level]));
  const levelOf = (item) => levels.get(item.dataset.topic) ?? 0;
  for (const list of lists) {
    const items = [...list.children];
    const ordered = items.toSorted((a, b) => levelOf(b) - levelOf(a));
    // Moving an item drops its focus.
    if (ordered.some((item, index) => item !== items[index])) list.append(...ordered);
  }
});
