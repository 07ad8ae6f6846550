-- One row an ISO week: sealed days, visitor-days, visits, page views and engaged seconds.
with counted as (
  select
    c.iso_week,
    count(*) as days,
    cast(sum(d.visitors) as bigint) as visitors,
    cast(sum(d.visits) as bigint) as visits,
    cast(sum(d.page_views) as bigint) as page_views,
    cast(sum(d.engaged_seconds) as bigint) as engaged_seconds
  from days d
  join calendar c on c.day = d.day
  where d.site = ? and d.day >= ? and d.day <= ?
  group by c.iso_week
)
select iso_week, days, visitors, visits, page_views, engaged_seconds
from counted
order by iso_week
