-- One row a month and country: visitor-days; from a month (2026-11) on, merged ones are in it.
with counted as (
  select substr(day, 1, 7) as month, value as country, cast(sum(visitors) as bigint) as visitors
  from visitors
  where dimension = 'country' and site = ? and day >= ? and day <= ?
  group by substr(day, 1, 7), value
)
select month, country, visitors
from counted
order by month, visitors desc, country
