-- One row a weekday: days, visitor-days and page views, to see which days of the week are busy.
with counted as (
  select c.weekday, count(*) as days, cast(sum(d.visitors) as bigint) as visitors, cast(sum(d.page_views) as bigint) as page_views
  from days d
  join calendar c on c.day = d.day
  where d.site = ? and d.day >= ? and d.day <= ?
  group by c.weekday
)
select weekday, days, visitors, page_views
from counted
order by weekday
