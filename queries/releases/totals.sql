-- One row for a day or a month, from the bounded measures of days: what totals are released from.
with summed as (
  select
    cast(coalesce(sum(visitors_bounded), 0) as bigint) as visitors,
    cast(coalesce(sum(visits_bounded), 0) as bigint) as visits,
    cast(coalesce(sum(page_views_bounded), 0) as bigint) as page_views,
    cast(coalesce(sum(engaged_seconds_bounded), 0) as bigint) as engaged_seconds,
    cast(coalesce(sum(single_page_visitors_bounded), 0) as bigint) as single_page_visitors
  from days
  where site = ? and day >= ? and day <= ?
)
select visitors, visits, page_views, engaged_seconds, single_page_visitors
from summed
