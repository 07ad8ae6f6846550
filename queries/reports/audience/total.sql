-- One row for the stretch, from the exact measures of days.
with summed as (
  select
    count(*) as days,
    cast(sum(visitors) as bigint) as visitors,
    cast(sum(page_views) as bigint) as page_views,
    cast(sum(visits) as bigint) as visits,
    cast(sum(engaged_seconds) as bigint) as engaged_seconds,
    cast(sum(single_page_visitors) as bigint) as single_page_visitors
  from days
  where site = ? and day >= ? and day <= ?
)
select visitors, page_views, visits, engaged_seconds, single_page_visitors
from summed
where days > 0
