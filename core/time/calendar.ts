/** The days of whole years with the calendar periods that contain them. */
import { isoWeekOf, weekdayOf } from './iso-week.ts';
import { addDays } from './zone.ts';

export interface CalendarDay {
  readonly day: string;
  readonly weekday: number;
  readonly iso_week: string;
  readonly month: string;
  readonly quarter: string;
  readonly year: string;
}

/**
 * Returns all days of the years `first` to `last`. Weeks follow ISO 8601: they belong to the year of their Thursday.
 */
export function calendarDays(first: number, last: number): CalendarDay[] {
  const days: CalendarDay[] = [];
  for (let day = `${first}-01-01`; day <= `${last}-12-31`; day = addDays(day, 1)) {
    days.push({
      day,
      weekday: weekdayOf(day),
      iso_week: isoWeekOf(day),
      month: day.slice(0, 7),
      quarter: `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`,
      year: day.slice(0, 4),
    });
  }
  return days;
}
