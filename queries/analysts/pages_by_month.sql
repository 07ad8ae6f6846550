-- One row a month and path: visitor-days, page views and engaged seconds; from a month (2026-11) on, merged ones are in it.
with counted as (
  select
    substr(day, 1, 7) as month,
    path,
    cast(sum(visitors) as bigint) as visitors,
    cast(sum(page_views) as bigint) as page_views,
    cast(sum(engaged_seconds) as bigint) as engaged_seconds
  from pages
  where site = ? and day >= ? and day <= ?
  group by substr(day, 1, 7), path
)
select month, path, visitors, page_views, engaged_seconds
from counted
order by month, case path when '(other)' then 1 else 0 end, visitors desc, path
