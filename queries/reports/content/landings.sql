-- One row a path that a visitor-day began with, over all media.
with cells as (
  select
    path,
    cast(sum(visitors) as bigint) as visitors,
    cast(sum(single_page_visitors) as bigint) as single_page_visitors
  from landings
  where site = ? and day >= ? and day <= ?
  group by path
)
select path, visitors, single_page_visitors
from cells
order by visitors desc, path
