-- One row a month and kind of device: visitor-days; from a month (2026-11) on, merged ones are in it.
with counted as (
  select substr(day, 1, 7) as month, value as device, cast(sum(visitors) as bigint) as visitors
  from visitors
  where dimension = 'device' and site = ? and day >= ? and day <= ?
  group by substr(day, 1, 7), value
)
select month, device, visitors
from counted
order by month, visitors desc, device
