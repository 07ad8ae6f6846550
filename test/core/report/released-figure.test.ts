/** Figures whose parts are below zero because of noise: no impossible count is printed. */
import { describe, expect, it } from 'vitest';
import { TOTALS, type ColumnDefinition } from '#core/report/definition';
import { releasedChange } from '#core/report/released-change';
import { releasedFigure, type RowEstimates } from '#core/report/released-figure';

const VISITORS: ColumnDefinition = { name: 'visitors', type: 'count', label: '', role: 'figure' };
const PER_DAY: ColumnDefinition = {
  name: 'visitors_per_day',
  type: 'ratio',
  label: '',
  role: 'figure',
  quotient: { numerator: 'visitors', denominator: TOTALS.days },
};
const PER_VISITOR: ColumnDefinition = {
  name: 'r',
  type: 'ratio',
  label: '',
  role: 'figure',
  quotient: { numerator: 'page_views', denominator: TOTALS.visitors },
};
const row = (visitors: number, pageViews = 0): RowEstimates => ({
  figures: { visitors: { value: visitors, variance: 46 }, page_views: { value: pageViews, variance: 8_333 } },
  visitors: { value: visitors, variance: 46 },
  covariance: 0,
  days: 1,
});
const change = (column: ColumnDefinition, now: number, then: number) => {
  const side = (visitors: number) => ({
    figure: releasedFigure(column, row(visitors)) ?? null,
    estimates: row(visitors),
  });
  return releasedChange(column, side(now), side(then));
};

describe('figures drawn below zero', () => {
  it('a quotient by a divisor clearly below zero is undefined, whatever the sign above', () => {
    expect(releasedFigure(PER_VISITOR, row(-40, -200))).toBeNull();
    expect(releasedFigure(PER_VISITOR, row(-40, 200))).toBeNull();
    expect(releasedFigure(PER_VISITOR, row(40, 200))).toMatchObject({ value: 5 });
  });

  it.each([VISITORS, PER_DAY])(
    'a change from one is undefined, and no count falls by more than 100 %: $name',
    (column) => {
      expect(change(column, 500, -40)).toBeNull();
      const fallen = change(column, -15, 300);
      expect(fallen).toMatchObject({ value: -100, low: -100 });
      expect(fallen?.high).toBeGreaterThanOrEqual(-100);
      expect(change(column, 330, 300)).toMatchObject({ value: 10 });
    },
  );
});
