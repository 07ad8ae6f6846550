-- One row a landing page: visitor-days that began there, and those of them that saw no other page.
with counted as (
  select path, cast(sum(visitors) as bigint) as visitors, cast(sum(single_page_visitors) as bigint) as single_page_visitors
  from landings
  where site = ? and day >= ? and day <= ?
  group by path
)
select path, visitors, single_page_visitors
from counted
order by case path when '(other)' then 1 else 0 end, single_page_visitors desc, visitors desc, path
