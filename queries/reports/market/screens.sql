-- Visitor-days by class of viewport width, narrowest first; one value a visitor-day.
with cells as (
  select value, cast(sum(visitors) as bigint) as visitors
  from visitors
  where dimension = 'screen' and site = ? and day >= ? and day <= ?
  group by value
)
select value, visitors
from cells
order by case value when '<576' then 0 when '576-767' then 1 when '768-991' then 2 when '992-1439' then 3 when '1440+' then 4 else 5 end, value
