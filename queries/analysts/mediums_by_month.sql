-- One row a month and medium: visitor-days and visits; from a month (2026-11) on, merged ones are in it.
with counted as (
  select substr(day, 1, 7) as month, medium, cast(sum(visitors) as bigint) as visitors, cast(sum(visits) as bigint) as visits
  from sources
  where site = ? and day >= ? and day <= ?
  group by substr(day, 1, 7), medium
)
select month, medium, visitors, visits
from counted
order by month, visitors desc, medium
