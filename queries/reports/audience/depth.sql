-- Visitor-days by the number of page views, fewest first; one value a visitor-day.
with cells as (
  select value, cast(sum(visitors) as bigint) as visitors
  from visitors
  where dimension = 'depth' and site = ? and day >= ? and day <= ?
  group by value
)
select value, visitors
from cells
order by case value when '0' then 0 when '1' then 1 when '2' then 2 when '3-5' then 3 when '6-10' then 4 else 5 end, value
