-- One row an hour of the day: visitor-days seen in it, over all weekdays.
with counted as (
  select hour, cast(sum(visitors) as bigint) as visitors
  from hours
  where site = ? and day >= ? and day <= ?
  group by hour
)
select hour, visitors
from counted
order by hour
