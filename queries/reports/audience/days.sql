-- One row a sealed day, from the exact measures of days.
select day, visitors, page_views, visits, engaged_seconds
from days
where site = ? and day >= ? and day <= ?
order by day
